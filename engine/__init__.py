"""A neural network from scratch in NumPy.

Read in this order: activations, losses, initializers, layers, network, backprop; then how it learns: optimizers,
schedules, penalty, batches, config, history, training; pruning, which makes that faster.
The data: datasets, handwriting. Around it: inspection, to look at a network from outside; replay, to have a run again;
exchange, to take it elsewhere; models, networks that have already learned. To begin with: examples.
"""
