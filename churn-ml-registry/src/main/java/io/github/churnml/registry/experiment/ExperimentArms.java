package io.github.churnml.registry.experiment;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Who gets which model, by a hash of the customer's id: the same customer always gets the same one, on every server and without
 * anything being stored. Immutable and safe for any thread.
 *
 * <p>The hash is SHA-256 of the experiment's name as UTF-8, one byte of zero, and the customer's id as UTF-8. Its first 53 bits
 * (the first eight bytes as a big-endian number, shifted right by eleven), divided by 2<sup>53</sup>, are the customer's
 * position, from 0 to below 1; whoever is below the share gets the challenger. Hence:
 *
 * <ul>
 *   <li>a greater share only moves customers from the champion to the challenger, a smaller one only back;
 *   <li>experiments of different names divide the same customers independently of each other;
 *   <li>any other system can work out the same, as docs/experiments.md shows.
 * </ul>
 *
 * <p>An id is taken as it stands: {@code 17}, {@code 017} and {@code " 17"} are three customers.
 */
public final class ExperimentArms {

    private static final int LONGEST_NAME = 200;
    private static final int BITS_DROPPED = Long.SIZE - 53;
    private static final double STEP = 0x1p-53;

    private final String experiment;
    private final double challengerShare;

    /** Has taken in the name and the zero; only ever copied. */
    private final MessageDigest begun;

    private ExperimentArms(String experiment, double challengerShare, MessageDigest begun) {
        this.experiment = experiment;
        this.challengerShare = challengerShare;
        this.begun = begun;
    }

    /**
     * The arms of an experiment.
     *
     * @param experiment its name, of 1 to 200 characters without control characters; another name divides customers anew
     * @param challengerShare the share of customers who get the challenger, from 0 (nobody) to 1 (everybody)
     * @return the arms
     * @throws ConfigurationException if the name or the share cannot be used
     */
    public static ExperimentArms of(String experiment, double challengerShare) {
        requireName(experiment);
        if (!(challengerShare >= 0 && challengerShare <= 1)) {
            throw new ConfigurationException(
                    "The challenger's share is (" + challengerShare + ") where a number from 0 to 1 is required.",
                    "Maybe write it as a share: 0.1 for a tenth of the customers.",
                    Where.nowhere());
        }
        try {
            MessageDigest begun = MessageDigest.getInstance("SHA-256");
            begun.update(experiment.getBytes(StandardCharsets.UTF_8));
            begun.update((byte) 0);
            return new ExperimentArms(experiment, challengerShare, (MessageDigest) begun.clone());
        } catch (NoSuchAlgorithmException | CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform has a SHA-256 that can be copied", e);
        }
    }

    /** A name without control characters, so that the byte of zero ends it. */
    static void requireName(String experiment) {
        boolean usable = !experiment.isBlank()
                && experiment.length() <= LONGEST_NAME
                && experiment.chars().noneMatch(Character::isISOControl);
        if (!usable) {
            throw new ConfigurationException(
                    "The experiment's name is " + Wording.value(experiment) + " where 1 to " + LONGEST_NAME
                            + " characters are required, none of them a control character.",
                    "Maybe name it after what is tried and when, such as retrained-2026-12.",
                    Where.nowhere());
        }
    }

    /** {@return the experiment's name} */
    public String experiment() {
        return experiment;
    }

    /** {@return the share of customers who get the challenger, from 0 to 1} */
    public double challengerShare() {
        return challengerShare;
    }

    /**
     * Whether a customer gets the challenger.
     *
     * @param customerId the customer's id, as it stands
     * @return whether its position is below the share
     * @throws DataException if the id is blank: all who have none would get the same model
     */
    public boolean isChallenger(String customerId) {
        return position(customerId) < challengerShare;
    }

    /**
     * Which model a customer gets.
     *
     * @param customerId the customer's id, as it stands
     * @return the arm
     * @throws DataException if the id is blank
     */
    public Arm arm(String customerId) {
        return isChallenger(customerId) ? Arm.CHALLENGER : Arm.CHAMPION;
    }

    /**
     * Where a customer stands between 0 and 1; the share divides them.
     *
     * @param customerId the customer's id, as it stands
     * @return from 0 to below 1, evenly spread over customers
     * @throws DataException if the id is blank
     */
    public double position(String customerId) {
        if (customerId.isBlank()) {
            throw new DataException(
                    "A customer without an id cannot take part in experiment " + Wording.name(experiment) + ".",
                    "Maybe send the customer's id with the row, or leave such customers to the champion.",
                    Where.nowhere());
        }
        byte[] hash = copy().digest(customerId.getBytes(StandardCharsets.UTF_8));
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << Byte.SIZE | hash[i] & 0xFF;
        }
        return (bits >>> BITS_DROPPED) * STEP;
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) begun.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("it was copied before", e);
        }
    }
}
