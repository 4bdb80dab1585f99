"""A fictional portfolio to look at and to test with: one seeded generator, its words as YAML beside it."""

from knowledge.sample.generator import SampleSummary, describe_situations, write_sample

__all__ = ["SampleSummary", "describe_situations", "write_sample"]
