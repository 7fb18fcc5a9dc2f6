"""What is it about? Free text in, three guesses out, each with the words that led to it."""

from knowcafe.core.topics.guesser import Guess, Guesser
from knowcafe.core.topics.profile import Deed, Profiles
from knowcafe.core.topics.tree import Area, BadTree, Topic, Tree, starting_tree

__all__ = [
    "Area",
    "BadTree",
    "Deed",
    "Guess",
    "Guesser",
    "Profiles",
    "Topic",
    "Tree",
    "starting_tree",
]
