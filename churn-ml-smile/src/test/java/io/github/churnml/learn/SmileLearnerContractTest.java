package io.github.churnml.learn;

/** The contract again, here with Smile's learners among those that are found. */
class SmileLearnerContractTest extends LearnerContractTest {}
