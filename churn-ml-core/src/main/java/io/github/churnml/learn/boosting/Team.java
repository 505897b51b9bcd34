package io.github.churnml.learn.boosting;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that help another with pieces of work, and stay awake for a moment afterwards: a tree asks for them dozens of
 * times, and to wake a sleeping thread takes as long as many of these pieces do. One that has had nothing to do for
 * {@value #AWAKE_NANOS} ns sleeps; after two seconds it ends, and is started anew when there is work. For one caller at a
 * time: a second one, or a piece that asks for help itself, is told that the team is busy.
 */
final class Team {

    private static final long AWAKE_NANOS = 200_000;
    private static final long ASLEEP_NANOS = 2_000_000_000;
    /** How long a caller sleeps at a time that has waited for longer than that. */
    private static final long NAP_NANOS = 20_000;
    /** After so many turns of waiting, less than a microsecond, the core is offered to others. */
    private static final int TURNS = 64;

    private final long awakeNanos;
    private final long asleepNanos;
    private final Helper[] helpers;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Job job;

    /** @param size how many threads help */
    Team(int size) {
        this(size, AWAKE_NANOS, ASLEEP_NANOS);
    }

    /**
     * @param awakeNanos how long a thread looks for work before it sleeps
     * @param asleepNanos how long it sleeps before it ends
     */
    Team(int size, long awakeNanos, long asleepNanos) {
        this.awakeNanos = awakeNanos;
        this.asleepNanos = asleepNanos;
        helpers = new Helper[size];
        for (int i = 0; i < size; i++) {
            helpers[i] = new Helper(i + 1);
        }
    }

    /**
     * Runs pieces on this thread and the helpers, and returns when all are done. What the first piece that fails throws is
     * thrown here; pieces that had not begun by then are left out.
     *
     * @return false if the team is busy; then nothing was done
     */
    boolean run(int count, IntConsumer piece) {
        if (!busy.compareAndSet(false, true)) {
            return false;
        }
        try {
            Job work = new Job(count, piece, helpers.length + 1);
            job = work;
            for (int i = 0; i < Math.min(count - 1, helpers.length); i++) {
                helpers[i].wake();
            }
            work.help(0);
            work.await();
            job = null;
            work.check();
        } finally {
            busy.set(false);
        }
        return true;
    }

    /** How many helpers have a thread. */
    int threads() {
        int threads = 0;
        for (Helper helper : helpers) {
            threads += helper.state.get() == Helper.GONE ? 0 : 1;
        }
        return threads;
    }

    /**
     * Pieces of which each thread takes its own share first, the same of every job with as many, as what they need may still be
     * near that thread; and then those that others have not begun.
     */
    private static final class Job {
        private final int count;
        private final IntConsumer piece;
        private final int shares;
        /** The first piece of each share that nobody has begun. */
        private final AtomicIntegerArray next;

        private final AtomicInteger done = new AtomicInteger();
        private volatile @Nullable Throwable failure;

        Job(int count, IntConsumer piece, int threads) {
            this.count = count;
            this.piece = piece;
            this.shares = Math.min(count, threads);
            this.next = new AtomicIntegerArray(shares);
            for (int share = 0; share < shares; share++) {
                next.set(share, Parallel.place(0, count, share, shares));
            }
        }

        void help(int thread) {
            for (int i = 0; i < shares; i++) {
                int share = (thread + i) % shares;
                int end = Parallel.place(0, count, share + 1, shares);
                for (int of = next.getAndIncrement(share); of < end; of = next.getAndIncrement(share)) {
                    run(of);
                }
            }
        }

        private void run(int of) {
            try {
                if (failure == null) {
                    piece.accept(of);
                }
            } catch (Throwable thrown) { // the caller throws it
                failure = thrown;
            } finally {
                done.incrementAndGet();
            }
        }

        /** Waits for pieces that others have begun. */
        void await() {
            long since = System.nanoTime();
            for (int turn = 1; done.get() < count; turn++) {
                if (turn < TURNS) {
                    Thread.onSpinWait();
                } else if (System.nanoTime() - since < AWAKE_NANOS) {
                    Thread.yield();
                } else {
                    LockSupport.parkNanos(this, NAP_NANOS);
                }
            }
        }

        void check() {
            Throwable thrown = failure;
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
        }
    }

    /** One place in the team, with a thread while there is work. */
    private final class Helper implements Runnable {
        private static final int GONE = 0;
        private static final int AWAKE = 1;
        private static final int ASLEEP = 2;

        private final int number;
        private final AtomicInteger state = new AtomicInteger(GONE);
        private volatile @Nullable Thread thread;

        Helper(int number) {
            this.number = number;
        }

        /** Called by the one who has the team, after the job is there to be seen. */
        void wake() {
            if (state.compareAndSet(ASLEEP, AWAKE)) {
                LockSupport.unpark(thread);
            } else if (state.compareAndSet(GONE, AWAKE)) {
                Thread started = new Thread(null, this, "churn-ml-boosting-" + number, 0, false);
                started.setDaemon(true);
                started.setContextClassLoader(null);
                thread = started;
                try {
                    started.start();
                } catch (OutOfMemoryError noMoreThreads) { // then those that there are do the work
                    state.set(GONE);
                }
            }
        }

        @Override
        public void run() {
            Job last = null;
            long since = System.nanoTime();
            int turn = 0;
            while (true) {
                Job now = job;
                if (now != null && now != last) {
                    now.help(number);
                    last = now;
                    since = System.nanoTime();
                    turn = 0;
                } else if (turn++ < TURNS) {
                    Thread.onSpinWait();
                } else if (System.nanoTime() - since < awakeNanos) {
                    Thread.yield();
                } else {
                    last = null;
                    if (!sleep()) {
                        return;
                    }
                    since = System.nanoTime();
                    turn = 0;
                }
            }
        }

        /** Sleeps until woken; returns false where that took too long, and then the thread ends. */
        private boolean sleep() {
            long until = System.nanoTime() + asleepNanos;
            state.set(ASLEEP);
            // A job that came meanwhile, whose caller still saw this thread awake.
            if (job != null && state.compareAndSet(ASLEEP, AWAKE)) {
                return true;
            }
            while (state.get() == ASLEEP) {
                long left = until - System.nanoTime();
                if (left <= 0 && state.compareAndSet(ASLEEP, GONE)) {
                    return false;
                }
                Thread.interrupted(); // or it would not sleep
                LockSupport.parkNanos(this, Math.max(1, left));
            }
            return true;
        }
    }
}
