package io.github.churnml.learn;

/** The contract again, here with those of this module among those that are found. */
class OwnLearnerContractTest extends LearnerContractTest {}
