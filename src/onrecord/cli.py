"""The library, spoken aloud."""


def main() -> None:
    """Run the command line."""
