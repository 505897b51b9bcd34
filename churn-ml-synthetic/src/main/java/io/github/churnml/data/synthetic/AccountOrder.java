package io.github.churnml.data.synthetic;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Accounts by their numbers, up to the last of so many customers. */
final class AccountOrder implements Iterator<Account> {

    private final long seed;
    private final double scale;
    private long customersLeft;
    private long lastNumber;

    AccountOrder(long customers, long seed, double scale) {
        this.customersLeft = customers;
        this.seed = seed;
        this.scale = scale;
    }

    @Override
    public boolean hasNext() {
        return customersLeft > 0;
    }

    @Override
    public Account next() {
        if (customersLeft == 0) {
            throw new NoSuchElementException();
        }
        Account account = AccountProcess.draw(seed, ++lastNumber, scale);
        customersLeft -= account.isCustomer() ? 1 : 0;
        return account;
    }
}
