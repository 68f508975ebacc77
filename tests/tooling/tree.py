"""Copy the working tree as git sees it: what it tracks or would take, as it is now.

python -m tests.tooling.tree TARGET
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIST = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]


def copy_tree(target: Path) -> None:
    names = subprocess.run(LIST, cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, names.decode().split("\0")):
        if (ROOT / name).is_file():  # it may be deleted and not yet committed
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


if __name__ == "__main__":
    copy_tree(Path(sys.argv[1]))
