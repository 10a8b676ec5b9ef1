"""A network of namespaces in which every cause of a TCP reset happens on a real kernel."""

from .scenario import Scenario, Skip

__all__ = ["Scenario", "Skip"]
