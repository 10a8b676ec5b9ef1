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
    harm: str
    shortened: str | None
    silence: float | None

    @property
    def sample_point(self):
        """Where the article's sample is captured; None when the variant makes none."""
        return self.sample and self.sample.partition(":")[0]

    @property
    def sample_name(self):
        """SLUG, SLUG-MORE for `point:more`, or an article's own name for `point:=name`."""
        more = self.sample.partition(":")[2]
        return more[1:] if more.startswith("=") else f"{self.slug}-{more}" if more else self.slug


class Scenario:
    """One cause of resets and the ways in which it happens.

    The docstring of each variant is the sentence that its labels carry.
    """

    def __init__(self, slug, acceptable=(), harm="harmful", cause=None):
        """cause: what the labels say, where the article has no rule of its own."""
        self.slug = slug
        self.cause = cause or slug
        self.acceptable = tuple(acceptable)
        self.harm = harm
        self.variants = []

    def variant(self, *, ip=None, near=(0.1, 4), far=(0.5, 30), seconds=2, needs=(), touches_host=False, tries=1,
                sample=None, harm=None, shortened=None, silence=None):
        """near, far: one-way delay in ms (from, to) of the client's and of the server's link; seconds: how long it takes;
        needs: programs; touches_host: changes something outside the namespaces; tries: for races that may be lost;
        sample: the capture point whose capture --samples keeps for an article, and how it is named (Variant.sample_name);
        harm: benign (no byte was lost that anybody wanted, no wanted connection failed), harmful, or unknown (it depends on what the
        application wanted next); shortened: which timer of the real world runs faster here; silence: how long, in seconds, the silence
        of the sample shall be where the scenario stretches it."""

        def add(play):
            about = " ".join(play.__doc__.split())
            self.variants.append(Variant(self.slug, play.__name__.replace("_", "-"), play, about, ip, near, far, seconds,
                                         tuple(needs), touches_host, tries, sample, harm or self.harm, shortened, silence))
            return play

        return add
