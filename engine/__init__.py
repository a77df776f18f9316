"""A neural network from scratch in NumPy.

Read in this order: activations, losses, initializers, layers, network, backprop; then how it learns: optimizers,
schedules, penalty, batches, config, history, training; then pruning, which makes that faster; journal and timeline, to
have a run again; and what helps to watch: boundary, inspection. The data: datasets, handwriting.
Out and in again: exchange.
"""
