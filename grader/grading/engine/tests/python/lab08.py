"""Lab 08's server in another language, as its page states it: the connections of lab 07 over six engines."""
import sys

sys.dont_write_bytecode = True  # the imports below leave nothing behind
import engines
from sharing import SharedSite
from starting import read_flags

def main():
    flags = read_flags(sys.argv[1:], engines.FLAGS)
    gap = engines.gap(flags)
    engines.run(flags, lambda waits: SharedSite(flags["--origin"], gap, waits))

main()
