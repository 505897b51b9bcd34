package io.github.churnml.cli;

import io.github.churnml.decide.CustomerValue;
import io.github.churnml.metrics.Campaign;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whom to contact: the customers by whom a campaign is expected to earn most, best first, as far as a budget goes and as long as
 * a contact is expected to bring more than it costs. Amounts are expectations by the model's probabilities.
 */
final class ContactList {

    private final Campaign campaign;
    private final double[] probabilities;
    private final double[] values;

    /** The rows, from 0, in order of expected gain, and of the table where that is the same. */
    private final int[] ranked;

    private final int worthwhile;
    private final int chosen;

    /**
     * Ranks customers and cuts the list.
     *
     * @param value what customers are worth and what the campaign costs
     * @param probabilities how likely each is to leave
     * @param values what each is worth if staying
     * @param contacts the most to contact, or null
     * @param spending the most to spend, expected offers included, or null; the list ends before the first who does not fit
     */
    ContactList(
            CustomerValue value,
            double[] probabilities,
            double[] values,
            @Nullable Long contacts,
            @Nullable Double spending) {
        this.campaign = value.campaign();
        this.probabilities = probabilities;
        this.values = values;
        double[] gains =
                IntStream.range(0, values.length).mapToDouble(this::gain).toArray();
        ranked = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> gains[a] == gains[b] ? Integer.compare(a, b) : Double.compare(gains[b], gains[a]))
                .mapToInt(row -> row)
                .toArray();
        worthwhile = (int) Arrays.stream(gains).filter(gain -> gain > 0).count();
        long most = contacts == null ? worthwhile : Math.min(contacts, worthwhile);
        int taken = 0;
        double spent = 0;
        while (taken < most && (spending == null || spent + cost(ranked[taken]) <= spending)) {
            spent += cost(ranked[taken]);
            taken++;
        }
        chosen = taken;
    }

    /** How many customers are contacted. */
    int size() {
        return chosen;
    }

    /** How many a contact is expected to bring more than it costs. */
    int worthwhile() {
        return worthwhile;
    }

    int customers() {
        return values.length;
    }

    /** The row, from 0, of the customer at a place of the list. */
    int row(int place) {
        return ranked[place];
    }

    double probability(int row) {
        return probabilities[row];
    }

    double value(int row) {
        return values[row];
    }

    /** What contacting a customer is expected to bring, costs taken off. */
    double gain(int row) {
        return campaign.gain(probabilities[row], values[row]);
    }

    /** What contacting a customer is expected to cost: the contact, and the offer as often as it is accepted. */
    double cost(int row) {
        double p = probabilities[row];
        return campaign.contactCost() + campaign.offerCost() * (p * campaign.acceptance() + 1 - p);
    }

    /** What the first of the list, or all customers, bring together. */
    double totalGain(int first) {
        return Arrays.stream(ranked, 0, first).mapToDouble(this::gain).sum();
    }

    double totalCost() {
        return Arrays.stream(ranked, 0, chosen).mapToDouble(this::cost).sum();
    }
}
