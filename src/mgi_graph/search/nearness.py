"""How near two words are: the optimal string alignment distance, with a bound."""

from __future__ import annotations


def allowance(word: str) -> int:
    """Return how many slips a word of this length may have.

    >>> [allowance(word) for word in ("law", "visas", "ministry", "immigration")]
    [0, 1, 2, 3]
    """
    return (len(word) > 3) + (len(word) > 5) + (len(word) > 8)


def distance(one: str, other: str, most: int) -> int:
    """Count the letters to insert, delete, replace or swap with a neighbour, each place once; ``most + 1`` if more.

    Optimal string alignment (Damerau 1964, in the restricted form); 80 candidates take a few milliseconds.

    >>> distance("minstry", "ministry", 2), distance("lwa", "law", 1), distance("visa", "passport", 2)
    (1, 1, 3)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        following = [i]
        for j, against in enumerate(other, start=1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        before, row = row, following
    return min(row[-1], most + 1)
