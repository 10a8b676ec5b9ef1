"""What a scenario file is made of."""

import dataclasses


class Skip(Exception):
    """This machine cannot play the variant; the text says what is absent."""


@dataclasses.dataclass
class Variant:
    slug: str
    name: str
    play: object
    about: str
    ip: int | None
    near: tuple
    far: tuple
    seconds: float
    needs: tuple
    touches_host: bool
    tries: int
    sample: str | None


class Scenario:
    """One cause of resets and the ways in which it happens.

    The docstring of each variant is the sentence that its labels carry.
    """

    def __init__(self, slug, acceptable=()):
        self.slug = slug
        self.acceptable = tuple(acceptable)
        self.variants = []

    def variant(self, *, ip=None, near=(0.1, 4), far=(0.5, 30), seconds=2, needs=(), touches_host=False, tries=1,
                sample=None):
        """near, far: one-way delay in ms (from, to) of the client's and of the server's link; seconds: how long it takes;
        needs: programs; touches_host: changes something outside the namespaces; tries: for races that may be lost;
        sample: the capture point whose capture --samples keeps for an article."""

        def add(play):
            about = " ".join(play.__doc__.split())
            self.variants.append(Variant(self.slug, play.__name__.replace("_", "-"), play, about, ip, near, far, seconds,
                                         tuple(needs), touches_host, tries, sample))
            return play

        return add
