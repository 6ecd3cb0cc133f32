"""`python -m qingdan.cli`."""

from qingdan.cli.main import main

main()
