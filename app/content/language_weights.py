"""What a language's file says about how words weigh for acts, checked and unpacked."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from app.content.language_values import ActWeight, FeatureWeight, Weights
from app.content.vocabulary import Act

_LINE = r"[^\n=]+ = \d+( \d+:-?\d+)+"


class WeightsForm(BaseModel):
    """Written by `python -m benchmarks.learn_acts`, never by hand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    acts: dict[Act, tuple[int, int, int]]
    """Of each act its bias, and the sums from which it is kept and named; see `ActWeight`."""
    features: Annotated[str, Field(pattern=rf"^({_LINE}\n)+$")]
    """Line by line a feature, its rarity, and what it adds, by the place of the act in `acts`."""


def weights_of(form: WeightsForm | None) -> Weights | None:
    """Return the values of a checked form; an act that is not in `acts` is a fault of ours."""
    if form is None:
        return None
    order = tuple(form.acts)
    by_feature = dict(_feature(order, line) for line in form.features.splitlines())
    return Weights({act: ActWeight(*sums) for act, sums in form.acts.items()}, by_feature)


def _feature(order: tuple[Act, ...], line: str) -> tuple[str, FeatureWeight]:
    feature, _, sums = line.partition(" = ")
    rarity, *added = sums.split()
    pairs = (each.partition(":") for each in added)
    return feature, FeatureWeight(int(rarity), tuple((order[int(place)], int(weight)) for place, _, weight in pairs))
