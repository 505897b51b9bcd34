package io.github.churnml.data.synthetic;

import io.github.churnml.data.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The three files while they are written, a few dozen kilobytes of each at a time. */
final class AccountFiles {

    private static final int CHARS_PER_WRITE = 1 << 15;
    private static final int CUSTOMERS_PER_REPORT = 4096;

    private final Part customers;
    private final Part prospects;
    private final Part usage;

    AccountFiles(OutputStream customers, OutputStream prospects, OutputStream usage) {
        this.customers = new Part(customers, AccountLines.CUSTOMERS);
        this.prospects = new Part(prospects, AccountLines.PROSPECTS);
        this.usage = new Part(usage, AccountLines.USAGE);
    }

    SyntheticEvents.Written write(SyntheticEvents accounts, Progress progress) throws IOException {
        AccountLines lines = new AccountLines();
        long written = 0;
        long others = 0;
        long events = 0;
        for (Account account : accounts) {
            Part part = account.isCustomer() ? customers : prospects;
            lines.account(part.text, account);
            events += lines.usage(usage.text, account);
            part.writeIfFull();
            usage.writeIfFull();
            if (!account.isCustomer()) {
                others++;
            } else if (++written % CUSTOMERS_PER_REPORT == 0 || written == accounts.customers()) {
                progress.at("generating", written, accounts.customers());
            }
        }
        customers.write();
        prospects.write();
        usage.write();
        return new SyntheticEvents.Written(written, others, events);
    }

    /** One file: what is not yet written of it. */
    private static final class Part {

        final StringBuilder text = new StringBuilder();
        private final OutputStream out;

        Part(OutputStream out, String header) {
            this.out = out;
            text.append(header);
        }

        void writeIfFull() throws IOException {
            if (text.length() >= CHARS_PER_WRITE) {
                write();
            }
        }

        void write() throws IOException {
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
            text.setLength(0);
        }
    }
}
