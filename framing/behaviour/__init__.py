"""Behaviour tests of a portrayal model: generated sentence pairs and the name-swap audit."""

from framing.behaviour.audit import name_swap, name_swap_on
from framing.behaviour.families import Case, Family, families, run_families

__all__ = ["Case", "Family", "families", "name_swap", "name_swap_on", "run_families"]
