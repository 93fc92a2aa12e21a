"""Every exception that Copydesk raises on purpose.

    CopydeskError
    ├── UnreadableInput      an input that cannot be opened or is of no known kind
    ├── UnreadableStory      a story file that is missing, broken or of another version
    ├── UnknownRecord        an id that no record of the story bears
    ├── BadDocument          a row of a layer command's input that breaks its format
    ├── MissingExtra         something asked for whose packages are not installed
    ├── WorkerDied           a process of an engine that ended in the middle of its work
    ├── BadLexicon           a word list whose rows do not fit its columns
    └── DamagedModel         a model whose files are not those that were recorded

Each message says what was found, where, and what to do.
"""


class CopydeskError(Exception):
    """Something the user can mend; the command line prints it in one line and exits with 2."""


class UnreadableInput(CopydeskError):
    """An input that cannot be opened or is of no known kind."""


class UnreadableStory(CopydeskError):
    """A story file that is missing, broken or of another version."""


class UnknownRecord(CopydeskError):
    """An id that no record of the story bears."""


class BadDocument(CopydeskError):
    """A row of a layer command's input that breaks its format."""


class MissingExtra(CopydeskError):
    """Something asked for whose packages are not installed."""


class WorkerDied(CopydeskError):
    """A process of an engine that ended in the middle of its work."""


class BadLexicon(CopydeskError):
    """A word list whose rows do not fit its columns."""


class DamagedModel(CopydeskError):
    """A model whose files are not those that were recorded."""
