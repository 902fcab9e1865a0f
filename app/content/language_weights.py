"""What is learned about how a language's words weigh for acts, checked and unpacked."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.content.language_values import ActWeight, FeatureWeight, Weights
from app.content.vocabulary import Act

_LINE = r"[^\n]+ [0-9]{1,5} [A-Za-z.]+"


class WeightsForm(BaseModel):
    """Written by `python -m benchmarks.learn_acts`, never by hand."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    unit: Annotated[int, Field(gt=0)]
    acts: dict[Act, tuple[int, int, int]]
    """Of each act the start of its sum, and what the rules add in a short turn and in a longer one; see `ActWeight`."""
    features: Annotated[str, Field(pattern=rf"^({_LINE}\n)+$")]
    """Line by line a feature, its rarity, and a mark for each act of `acts`; see `app.customer.weighing.mark_of`."""

    @model_validator(mode="after")
    def has_a_mark_for_each_act(self) -> Self:
        """Refuse a feature with more or fewer marks than there are acts."""
        for line in _lines(self.features):
            if len(line.rpartition(" ")[2]) != len(self.acts):
                raise ValueError(f"`{line}` needs a mark for each of {len(self.acts)} acts")
        return self


def weights_of(form: WeightsForm | None) -> Weights | None:
    """Return the values of a checked form."""
    if form is None:
        return None
    by_feature = dict(_feature(line) for line in _lines(form.features))
    return Weights({act: ActWeight(*sums) for act, sums in form.acts.items()}, form.unit, by_feature)


def _lines(features: str) -> list[str]:
    return features.removesuffix("\n").split("\n")


def _feature(line: str) -> tuple[str, FeatureWeight]:
    feature, rarity, marks = line.rsplit(" ", 2)
    return feature, FeatureWeight(int(rarity), marks)
