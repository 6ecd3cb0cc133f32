"""Speed and memory, run by `make bench`. No figure here ever decides whether a test passes."""
