"""`python -m assistant` is the same as `rapport`."""

from assistant.cli import main

if __name__ == "__main__":
    main()
