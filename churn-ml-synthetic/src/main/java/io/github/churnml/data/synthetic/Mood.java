package io.github.churnml.data.synthetic;

/**
 * What an account is up to, day by day. It is in no file: its usage shows it, and it alone decides what comes next. The
 * rates are mean events on a weekday of an account of usual size; on Saturdays and Sundays there are fewer.
 */
enum Mood {
    /** A prospect who has a look now and then. */
    CURIOUS(0.05, 0.004, 0.004, 20.0, 0.0),
    /** A prospect who tries the product in earnest. */
    KEEN(0.150, 0.035, 0.012, 30.0, 0.0),
    /** A prospect who has given up: nothing will come any more. */
    LOST(0.0, 0.0, 0.0, 1.0, 0.0),
    /** A customer who uses what is paid for. */
    STEADY(0.130, 0.030, 0.004, 25.0, 0.03),
    /** A customer who turns away: a third of the logins, hardly an export, more tickets, and bills left unpaid. */
    FADING(0.020, 0.001, 0.018, 10.0, 0.20);

    final double logins;
    final double exports;
    final double tickets;
    /** The mean of the exponential number that is cut to the minutes of a login. */
    final double loginMinutes;
    /** The probability that a monthly payment fails. */
    final double paymentFails;

    Mood(double logins, double exports, double tickets, double loginMinutes, double paymentFails) {
        this.logins = logins;
        this.exports = exports;
        this.tickets = tickets;
        this.loginMinutes = loginMinutes;
        this.paymentFails = paymentFails;
    }

    double events() {
        return logins + exports + tickets;
    }
}
