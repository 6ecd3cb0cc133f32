"""The least that reading text can cost: decode, fold, and look for dates and brackets once."""

import re
import sys
from pathlib import Path

FOLD = {0xFF10 + i: 0x30 + i for i in range(10)} | {ord("("): "（", ord(")"): "）", 0x3000: None, 0x20: None}
LOOK = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日|底)?)?前?|（[^（）]{0,80}(?:牵头|负责|配合)[^（）]{0,80}）")

for name in sys.argv[1:]:
    data = Path(name).read_bytes()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    LOOK.findall(text.translate(FOLD))
