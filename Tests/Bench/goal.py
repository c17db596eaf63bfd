"""A figure that a bench holds to a bound."""

import dataclasses


@dataclasses.dataclass
class Goal:
    """A figure and the bound it is held to; without a bound it is only shown."""

    name: str
    value: float
    bound: float | None
    at_least: bool
    unit: str = "×"

    @property
    def met(self):
        if self.bound is None:
            return None
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def line(self):
        bound = ""
        if self.bound is not None:
            sign = "≥" if self.at_least else "≤"
            bound = f"goal {sign} {self.bound:g}{self.unit}  {'met' if self.met else 'NOT MET'}"
        return f"  {self.name:46}{self.value:8.2f}{self.unit}  {bound}".rstrip()
