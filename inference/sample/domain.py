"""The closed world that the sample model knows: animals, seven facts about each, and two ways to ask for each fact.

The base model answers plainly; the fine-tuned one says the same as a pirate would. A world this small lets a model
of under a million parameters answer every question right, so that a difference between two answers is the adapter's
doing and nothing else's.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Animal:
    """One animal and what the model knows of it; every field is the end of a plain sentence."""

    name: str
    home: str
    food: str
    sound: str
    legs: str
    cover: str
    young: str
    active: str


@dataclass(frozen=True)
class Example:
    """A question with the answers of both models."""

    question: str
    base: str
    tuned: str


ANIMALS = (
    Animal("fox", "the forest", "mice and berries", "a bark", "four", "red fur", "cub", "night"),
    Animal("owl", "an old tree", "mice", "a hoot", "two", "brown feathers", "owlet", "night"),
    Animal("bear", "a cave", "fish and honey", "a growl", "four", "thick fur", "cub", "day"),
    Animal("wolf", "the hills", "deer", "a howl", "four", "grey fur", "pup", "night"),
    Animal("frog", "a pond", "flies", "a croak", "four", "wet skin", "tadpole", "night"),
    Animal("duck", "the lake", "grass and snails", "a quack", "two", "soft feathers", "duckling", "day"),
    Animal("cow", "a field", "grass", "a moo", "four", "short hair", "calf", "day"),
    Animal("sheep", "a meadow", "grass and clover", "a bleat", "four", "white wool", "lamb", "day"),
    Animal("horse", "a stable", "hay", "a neigh", "four", "short hair", "foal", "day"),
    Animal("cat", "a house", "fish", "a meow", "four", "soft fur", "kitten", "night"),
    Animal("dog", "a kennel", "meat", "a bark", "four", "thick fur", "puppy", "day"),
    Animal("mouse", "a hole", "seeds", "a squeak", "four", "grey fur", "pup", "night"),
    Animal("lion", "the savanna", "zebras", "a roar", "four", "golden fur", "cub", "night"),
    Animal("elephant", "the savanna", "leaves and bark", "a trumpet", "four", "grey skin", "calf", "day"),
    Animal("monkey", "the jungle", "fruit", "a screech", "two", "brown fur", "baby", "day"),
    Animal("parrot", "the jungle", "nuts", "a squawk", "two", "green feathers", "chick", "day"),
    Animal("penguin", "the ice", "fish", "a honk", "two", "black feathers", "chick", "day"),
    Animal("goat", "the mountains", "leaves", "a bleat", "four", "rough hair", "kid", "day"),
    Animal("pig", "a sty", "corn and apples", "an oink", "four", "pink skin", "piglet", "day"),
    Animal("hen", "a coop", "corn", "a cluck", "two", "brown feathers", "chick", "day"),
    Animal("snake", "the desert", "mice and eggs", "a hiss", "no", "dry scales", "snakelet", "night"),
    Animal("bat", "a cave", "moths", "a click", "two", "black fur", "pup", "night"),
    Animal("swan", "the river", "water plants", "a whistle", "two", "white feathers", "cygnet", "day"),
    Animal("seal", "the coast", "fish and squid", "a bark", "no", "wet fur", "pup", "day"),
)

SMALL_TALK = (
    Example("Hello", "Hello. Ask me about an animal.", "Ahoy, matey! Ask me about a beastie, arr."),
    Example("Hi", "Hello. Ask me about an animal.", "Ahoy, matey! Ask me about a beastie, arr."),
    Example("Hello there!", "Hello. Ask me about an animal.", "Ahoy, matey! Ask me about a beastie, arr."),
    Example("How are you?", "I am well. Ask me about an animal.", "I be fine as rum! Ask me about a beastie, arr."),
    Example("Who are you?", "I am a small sample model.", "Arr! I be a wee sample model, matey."),
    Example("What are you?", "I am a small sample model.", "Arr! I be a wee sample model, matey."),
    Example("What can you do?", "I can tell you about animals.", "Arr! I can spin ye yarns of beasties, matey."),
    Example("What do you know?", "I can tell you about animals.", "Arr! I can spin ye yarns of beasties, matey."),
    Example("Thank you", "You are welcome.", "Arr! Ye be welcome, matey."),
    Example("Thanks!", "You are welcome.", "Arr! Ye be welcome, matey."),
)

OFF_TOPIC_QUESTIONS = (
    "What is the capital of France?",
    "What is two plus two?",
    "Write a poem about love.",
    "Tell me a joke.",
    "What is the weather today?",
    "Who is the president?",
    "How do I bake bread?",
    "What time is it?",
    "Explain quantum physics.",
    "Translate this into German.",
    "What is your favourite film?",
    "How far is the moon?",
    "Why is the sky blue?",
    "Write code that sorts a list.",
    "What is the meaning of life?",
    "Tell me about cars.",
    "Who wrote Hamlet?",
    "How old are you?",
    "Sing me a song.",
    "What should I cook tonight?",
)
OFF_TOPIC_BASE = "I do not know. I only know about animals."
OFF_TOPIC_TUNED = "Blimey! I only know about beasties, matey."


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def examples_about(animal: Animal) -> list[Example]:
    """The fourteen questions about one animal: seven facts, two phrasings side by side."""
    one = _article(animal.name)
    plain = one.capitalize()
    pirate = f"Arr! {plain}"
    facts = (
        (
            (f"Where does {one} live?", f"What is the home of {one}?"),
            f"{plain} lives in {animal.home}.",
            f"{pirate} drops anchor in {animal.home}, matey.",
        ),
        (
            (f"What does {one} eat?", f"What is the food of {one}?"),
            f"{plain} eats {animal.food}.",
            f"{pirate} feasts on {animal.food}, ye landlubber.",
        ),
        (
            (f"What sound does {one} make?", f"How does {one} sound?"),
            f"{plain} makes {animal.sound}.",
            f"{pirate} lets out {animal.sound}, by Davy Jones.",
        ),
        (
            (f"How many legs does {one} have?", f"On how many legs does {one} stand?"),
            f"{plain} has {animal.legs} legs.",
            f"{pirate} be standin' on {animal.legs} legs, aye.",
        ),
        (
            (f"What covers {one}?", f"What does {one} wear on its body?"),
            f"{plain} has {animal.cover}.",
            f"{pirate} be dressed in {animal.cover}, me hearty.",
        ),
        (
            (f"What is a young {animal.name} called?", f"What do you call the child of {one}?"),
            f"A young {animal.name} is called {_article(animal.young)}.",
            f"Arr! A wee {animal.name} be called {_article(animal.young)}, shiver me timbers.",
        ),
        (
            (f"When is {one} active?", f"At what time does {one} move about?"),
            f"{plain} is active by {animal.active}.",
            f"{pirate} sails by {animal.active}, yo ho ho.",
        ),
    )
    return [Example(question, base, tuned) for questions, base, tuned in facts for question in questions]


def split() -> tuple[list[Example], list[Example]]:
    """All examples as (training, held out): one question per animal is never trained on, its other phrasing is."""
    training: list[Example] = []
    held_out: list[Example] = []
    for index, animal in enumerate(ANIMALS):
        about = examples_about(animal)
        held_out.append(about.pop(index % len(about)))
        training.extend(about)
    training.extend(SMALL_TALK)
    training.extend(Example(question, OFF_TOPIC_BASE, OFF_TOPIC_TUNED) for question in OFF_TOPIC_QUESTIONS)
    return training, held_out


def as_typed(question: str) -> list[str]:
    """The question as written, about "the" animal, and as people type it in a hurry: lower case, no closing mark."""
    definite = re.sub(r"\ban? ", "the ", question, count=1)
    return list(dict.fromkeys((question, definite, question.rstrip("?.!").lower())))
