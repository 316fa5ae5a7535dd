import subprocess
import sys

from conftest import INFERENCE

PROGRAM = """
import inspect
from lean_gradio import leave_out_type_stubs
leave_out_type_stubs()
import gradio
from gradio import component_meta
assert component_meta.create_or_modify_pyi.__module__ == "lean_gradio"
assert "    create_or_modify_pyi(component_class" in inspect.getsource(component_meta), "gradio does it elsewhere now"
assert gradio.Textbox(label="works").label == "works"
"""


def test_gradio_writes_no_type_stubs_and_is_otherwise_whole() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], cwd=INFERENCE, check=True, timeout=60)
