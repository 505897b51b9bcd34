package io.github.churnml.learn.neural;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.predictor.Activation;

/** Collects the settings of a {@link MultilayerPerceptron}. Mutable, for one thread. */
public final class MultilayerPerceptronBuilder {

    private int hiddenUnits = 64;
    private int secondHiddenUnits;
    private Activation activation = Activation.RELU;
    private int epochs = 100;
    private int batchRows = 64;
    private double learningRate = 0.001;
    private double weightDecay = 0.01;
    private double dropout = 0.5;
    private boolean earlyStopping = true;
    private double validationFraction = 0.2;
    private int patience = 10;
    private ClassWeights classWeights = ClassWeights.NONE;

    MultilayerPerceptronBuilder() {}

    /**
     * How many units the first hidden layer has. Default 64.
     *
     * @param value from 1 to 1024
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public MultilayerPerceptronBuilder hiddenUnits(int value) {
        hiddenUnits = PerceptronSettings.HIDDEN_UNITS.check(value);
        return this;
    }

    /**
     * How many units a second hidden layer has. Default 0: there is none.
     *
     * @param value from 0 to 1024
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public MultilayerPerceptronBuilder secondHiddenUnits(int value) {
        secondHiddenUnits = PerceptronSettings.SECOND_HIDDEN_UNITS.check(value);
        return this;
    }

    /**
     * What hidden units make of their sums. Default {@link Activation#RELU}.
     *
     * @param value the activation
     * @return this
     */
    public MultilayerPerceptronBuilder activation(Activation value) {
        activation = value;
        return this;
    }

    /**
     * How often all rows are learnt from; with early stopping the most. Default 100.
     *
     * @param value from 1 to 10 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public MultilayerPerceptronBuilder epochs(int value) {
        epochs = PerceptronSettings.EPOCHS.check(value);
        return this;
    }

    /**
     * How many rows are looked at for each step. Default 64.
     *
     * @param value from 1 to 65 536
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public MultilayerPerceptronBuilder batchRows(int value) {
        batchRows = PerceptronSettings.BATCH_ROWS.check(value);
        return this;
    }

    /**
     * The length of a step, as Adam has it. Default 0.001.
     *
     * @param value from 0.000001 to 1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public MultilayerPerceptronBuilder learningRate(double value) {
        learningRate = PerceptronSettings.LEARNING_RATE.check(value);
        return this;
    }

    /**
     * By what share of itself, times the learning rate, each weight shrinks at each step. Default 0.01.
     *
     * @param value from 0 to 10
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public MultilayerPerceptronBuilder weightDecay(double value) {
        weightDecay = PerceptronSettings.WEIGHT_DECAY.check(value);
        return this;
    }

    /**
     * The share of hidden units left out, drawn anew for each row learnt from. Default 0.5.
     *
     * @param value from 0 to 0.9
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public MultilayerPerceptronBuilder dropout(double value) {
        dropout = PerceptronSettings.DROPOUT.check(value);
        return this;
    }

    /**
     * Whether the number of epochs is found on a slice of the rows that are not learnt from. Default true.
     *
     * @param value whether it is; false uses all {@link #epochs}
     * @return this
     */
    public MultilayerPerceptronBuilder earlyStopping(boolean value) {
        earlyStopping = value;
        return this;
    }

    /**
     * The share of the rows in that slice, of each class alike; of no effect without early stopping. Default 0.2.
     *
     * @param value from 0.01 to 0.5
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public MultilayerPerceptronBuilder validationFraction(double value) {
        validationFraction = PerceptronSettings.VALIDATION_FRACTION.check(value);
        return this;
    }

    /**
     * For how many epochs the slice may fail to become better before training ends; of no effect without early
     * stopping. Default 10.
     *
     * @param value from 1 to 10 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public MultilayerPerceptronBuilder patience(int value) {
        patience = PerceptronSettings.PATIENCE.check(value);
        return this;
    }

    /**
     * How the classes are weighed; balanced, probabilities are those of a world where both are equally frequent. Default
     * {@link ClassWeights#NONE}.
     *
     * @param value the way
     * @return this
     */
    public MultilayerPerceptronBuilder classWeights(ClassWeights value) {
        classWeights = value;
        return this;
    }

    /** {@return the learner} */
    public MultilayerPerceptron build() {
        return new MultilayerPerceptron(new PerceptronSettings(
                hiddenUnits,
                secondHiddenUnits,
                activation,
                epochs,
                batchRows,
                learningRate,
                weightDecay,
                dropout,
                earlyStopping,
                validationFraction,
                patience,
                classWeights));
    }
}
