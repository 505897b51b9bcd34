package io.github.churnml.select.tune;

/**
 * How settings are searched.
 *
 * @param method how trials are drawn
 * @param trials how many, the pipeline's own settings among them
 * @param prune whether trials that are clearly behind are stopped
 * @param higherIsBetter whether a better trial has the higher value
 * @param seed decides every draw
 */
record TuningPlan(SearchMethod method, int trials, boolean prune, boolean higherIsBetter, long seed) {}
