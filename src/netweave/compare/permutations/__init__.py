"""Inference on pairs: people change places, labels are dealt out anew, people are drawn again."""
