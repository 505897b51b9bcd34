package io.github.churnml.learn;

/** The contract again, here with the perceptron among those that are found. */
class NeuralLearnerContractTest extends LearnerContractTest {}
