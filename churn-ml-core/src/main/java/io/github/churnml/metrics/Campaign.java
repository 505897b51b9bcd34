package io.github.churnml.metrics;

import io.github.churnml.error.Wording;

/**
 * A retention campaign, in money: what contacting a customer costs, what the offer made then costs, and how often it keeps a
 * customer who would leave. Amounts are of one currency, whichever.
 *
 * <p>A customer who would leave accepts the offer with probability γ and stays, which brings the customer's value less the
 * offer; one who would stay accepts it always; whoever is contacted costs the contact. So contacting a customer of value v who
 * leaves with probability p is expected to bring
 *
 * <pre>{@code p · γ · (v − offer) − (1 − p) · offer − contact}</pre>
 *
 * <p>T. Verbraken, W. Verbeke, B. Baesens, A novel profit maximizing metric for measuring classification performance of
 * customer churn prediction models, IEEE Transactions on Knowledge and Data Engineering 25 (2013), equations 5 and 6. Where γ
 * is not known well, it is taken for Beta distributed as if so many offers had been made to leavers before: α = acceptance ×
 * acceptanceOffers of them were accepted, β = the others were not.
 *
 * @param contactCost what contacting one customer costs, 0 or more
 * @param offerCost what the offer costs where it is accepted, 0 or more
 * @param acceptance the share of leavers whom the offer keeps, γ or its mean; above 0, at most 1
 * @param acceptanceOffers of how many offers that share is known, α + β, above 0; infinite if it is certain
 */
public record Campaign(double contactCost, double offerCost, double acceptance, double acceptanceOffers) {

    /**
     * Checks the amounts.
     *
     * @throws IllegalArgumentException if a cost is negative or not finite, the acceptance is not above 0 and at most 1, or
     *     there are no offers
     */
    public Campaign {
        if (!(contactCost >= 0
                && offerCost >= 0
                && contactCost + offerCost < Double.POSITIVE_INFINITY
                && acceptance > 0
                && acceptance <= 1
                && acceptanceOffers > 0)) {
            throw new IllegalArgumentException("A campaign has the contact cost " + Wording.value(contactCost)
                    + ", the offer cost " + Wording.value(offerCost) + ", the acceptance " + Wording.value(acceptance)
                    + " known of " + Wording.value(acceptanceOffers)
                    + " offers where costs of 0 or more, an acceptance above 0 and at most 1, and offers above 0 are"
                    + " required.\nMaybe a cost has a minus, or the acceptance is in percent: 0.3 means 30 %.");
        }
    }

    /**
     * A campaign whose acceptance is certain.
     *
     * @param contactCost what contacting one customer costs
     * @param offerCost what the offer costs where it is accepted
     * @param acceptance the share of leavers whom the offer keeps
     */
    public Campaign(double contactCost, double offerCost, double acceptance) {
        this(contactCost, offerCost, acceptance, Double.POSITIVE_INFINITY);
    }

    /**
     * What contacting a customer is expected to bring.
     *
     * @param probability how likely the customer is to leave, 0 to 1; 1 or 0 where it is known
     * @param value what a customer who stays is worth
     * @return the amount, negative where contacting costs more than it brings
     */
    public double gain(double probability, double value) {
        return probability * acceptance * (value - offerCost) - (1 - probability) * offerCost - contactCost;
    }
}
