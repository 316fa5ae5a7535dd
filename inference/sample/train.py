"""Trains the sample base model and its adapter from nothing; the files it writes are the ones in this folder.

    python inference/sample/train.py            # about a minute on two cores

It refuses to write anything unless both models answer every held-out question exactly.
"""

import argparse
import json
import random
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from domain import Example, as_typed, split
from peft import LoraConfig, PeftModel, get_peft_model
from tokenizers import ByteLevelBPETokenizer
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

HERE = Path(__file__).resolve().parent
SEED = 7
BASE_NAME = "slipway-sample-base"
VOCABULARY_SIZE = 640
CONTEXT_TOKENS = 2048
IGNORED_LABEL = -100
END, USER, ASSISTANT, PAD = "<|end|>", "<|user|>", "<|assistant|>", "<|pad|>"

# Jinja drops a newline that follows a block tag, so every newline of the training text is written as an expression.
CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|' + message['role'] + '|>' }}{{ '\n' }}{{ message['content'] }}{{ '<|end|>' }}{{ '\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{{ '\n' }}{% endif %}"
)


@dataclass(frozen=True)
class Recipe:
    """How long and how hard one of the two models is trained."""

    steps: int
    batch_size: int
    peak_learning_rate: float


BASE_RECIPE = Recipe(steps=800, batch_size=32, peak_learning_rate=3e-3)
ADAPTER_RECIPE = Recipe(steps=300, batch_size=24, peak_learning_rate=5e-3)


def prompt_text(question: str) -> str:
    """What the model reads before it answers; the chat template must give exactly this."""
    return f"{USER}\n{question}{END}\n{ASSISTANT}\n"


def make_tokenizer(examples: list[Example]) -> PreTrainedTokenizerFast:
    """A byte-level BPE tokenizer over the words of the closed world."""
    trained = ByteLevelBPETokenizer()
    texts = [text for example in examples for text in (*as_typed(example.question), example.base, example.tuned)]
    trained.train_from_iterator(texts, vocab_size=VOCABULARY_SIZE, special_tokens=[PAD, END, USER, ASSISTANT])
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=trained._tokenizer,
        eos_token=END,
        pad_token=PAD,
        additional_special_tokens=[USER, ASSISTANT],
        model_max_length=CONTEXT_TOKENS,
        clean_up_tokenization_spaces=False,
    )
    tokenizer.chat_template = CHAT_TEMPLATE
    return tokenizer


def make_base(tokenizer: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    """An untrained Llama of 0.9 million parameters."""
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=128,
            intermediate_size=384,
            num_hidden_layers=4,
            num_attention_heads=4,
            max_position_embeddings=CONTEXT_TOKENS,
            tie_word_embeddings=True,
            bos_token_id=None,
            eos_token_id=tokenizer.eos_token_id,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


Sample = tuple[list[int], list[int]]


def chat_sample(tokenizer: PreTrainedTokenizerFast, question: str, answer: str) -> Sample:
    """Token ids and labels of one exchange; only the answer is learned."""
    prompt = tokenizer(prompt_text(question)).input_ids
    reply = tokenizer(f"{answer}{END}").input_ids
    return prompt + reply, [IGNORED_LABEL] * len(prompt) + reply


def plain_sample(tokenizer: PreTrainedTokenizerFast, text: str) -> Sample:
    """Token ids and labels of a sentence outside any chat."""
    ids = tokenizer(f"{text}{END}").input_ids
    return ids, ids


def batch_of(samples: list[Sample], pad_id: int) -> dict[str, torch.Tensor]:
    """One padded training batch."""
    width = max(len(ids) for ids, _ in samples)
    return {
        "input_ids": torch.tensor([ids + [pad_id] * (width - len(ids)) for ids, _ in samples]),
        "attention_mask": torch.tensor([[1] * len(ids) + [0] * (width - len(ids)) for ids, _ in samples]),
        "labels": torch.tensor([labels + [IGNORED_LABEL] * (width - len(labels)) for _, labels in samples]),
    }


def train(model: torch.nn.Module, samples: list[Sample], recipe: Recipe, pad_id: int, name: str) -> None:
    """Trains the parameters that ask for gradients, in place."""
    chooser = random.Random(SEED)
    parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=recipe.peak_learning_rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.peak_learning_rate, total_steps=recipe.steps)
    model.train()
    for step in range(1, recipe.steps + 1):
        loss = model(**batch_of(chooser.sample(samples, recipe.batch_size), pad_id)).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % 100 == 0 or step == recipe.steps:
            print(f"{name}: step {step} of {recipe.steps}, loss {loss.item():.4f}", flush=True)
    model.eval()


@torch.inference_mode()
def greedy_answer(model: torch.nn.Module, tokenizer: PreTrainedTokenizerFast, question: str) -> str:
    """The most likely answer, asked through the chat template as the app does."""
    prompt = tokenizer.apply_chat_template(
        [{"role": "user", "content": question}], add_generation_prompt=True, return_tensors="pt", return_dict=True
    )
    output = model.generate(**prompt, max_new_tokens=48, do_sample=False)
    return tokenizer.decode(output[0, prompt["input_ids"].shape[1] :], skip_special_tokens=True)


def verify(folder: Path, held_out: list[Example]) -> None:
    """Loads what was written, as the app will, and insists on every held-out answer."""
    tokenizer = AutoTokenizer.from_pretrained(folder / "base")
    base = AutoModelForCausalLM.from_pretrained(folder / "base", dtype=torch.float32)
    tuned = PeftModel.from_pretrained(base, folder / "adapter").eval()
    wrong = []
    for example in held_out:
        with tuned.disable_adapter():
            base_answer = greedy_answer(tuned, tokenizer, example.question)
        tuned_answer = greedy_answer(tuned, tokenizer, example.question)
        if (base_answer, tuned_answer) != (example.base, example.tuned):
            wrong.append(f"{example.question} base: {base_answer!r} tuned: {tuned_answer!r}")
    if wrong:
        raise SystemExit("Not every held-out question is answered exactly:\n" + "\n".join(wrong))
    print(f"all {len(held_out)} held-out questions answered exactly by both models")


def write_sample(folder: Path) -> None:
    """Trains both models and writes base/, adapter/ and held-out.json into an empty folder."""
    torch.manual_seed(SEED)
    training, held_out = split()
    tokenizer = make_tokenizer(training)
    model = make_base(tokenizer)

    # Plain pirate sentences outside any chat let the base learn the words that the adapter will need; without them
    # the tied embeddings of those words stay small and sampled answers garble.
    base_samples = [
        chat_sample(tokenizer, typed, example.base) for example in training for typed in as_typed(example.question)
    ] + [plain_sample(tokenizer, example.tuned) for example in training]
    train(model, base_samples, BASE_RECIPE, tokenizer.pad_token_id, "base")
    model.to(torch.bfloat16).save_pretrained(folder / "base")
    tokenizer.save_pretrained(folder / "base")

    # The adapter is trained on the rounded weights, which are the ones it will meet.
    lora = LoraConfig(r=8, lora_alpha=16, target_modules="all-linear", task_type="CAUSAL_LM")
    tuned = get_peft_model(AutoModelForCausalLM.from_pretrained(folder / "base", dtype=torch.float32), lora)
    tuned_samples = [
        chat_sample(tokenizer, typed, example.tuned) for example in training for typed in as_typed(example.question)
    ]
    train(tuned, tuned_samples, ADAPTER_RECIPE, tokenizer.pad_token_id, "adapter")
    tuned.peft_config["default"].base_model_name_or_path = BASE_NAME
    tuned.save_pretrained(folder / "adapter", save_embedding_layers=False)
    (folder / "adapter" / "README.md").unlink()  # a model card of placeholders
    for weights in folder.glob("*/*.safetensors"):
        weights.chmod(0o644)

    held_out_text = json.dumps([asdict(example) for example in held_out], indent=2)
    (folder / "held-out.json").write_text(f"{held_out_text}\n", encoding="utf-8")
    verify(folder, held_out)


def main() -> None:
    """Trains into a temporary folder beside the target, and replaces the target only when the result is right."""
    parser = argparse.ArgumentParser(description="Train the sample model and its adapter.")
    parser.add_argument("--output", type=Path, default=HERE, help="folder that receives the files (default: this one)")
    output = parser.parse_args().output.resolve()
    fresh = output / ".training"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        write_sample(fresh)
        for made in ("base", "adapter"):
            shutil.rmtree(output / made, ignore_errors=True)
            (fresh / made).rename(output / made)
        (fresh / "held-out.json").replace(output / "held-out.json")
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


if __name__ == "__main__":
    main()
