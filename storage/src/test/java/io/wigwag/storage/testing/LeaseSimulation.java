package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.lease.Lease;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Three participants and three things, made to suffer from a seed: connections lose calls and answers, clocks
/// jump, participants pause for a minute, with their time running on or standing still. After every step no two
/// that kept their time may hold one thing, and what was written must have been written by one owner after the
/// other.
final class LeaseSimulation {
    private static final Tenant TENANT = new Tenant("ana");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> THINGS = List.of("d1", "d2", "d3");
    private static final int STEPS = 400;

    private final long seed;
    private final SplittableRandom random;
    private final DocumentAdapter adapter;
    private final Records<Note> notes;
    private final List<Participant> participants = new ArrayList<>();
    private long now = 1;
    private int joined;
    private int written;
    private int refused;
    private int taken;

    LeaseSimulation(long seed, DocumentAdapter adapter, DocumentStore store) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.adapter = adapter;
        this.notes = store.records(Note.TYPE, TENANT);
        THINGS.forEach(thing -> notes.insert(new Note(thing, Document.EMPTY)));
    }

    void run() {
        for (var i = 0; i < 3; i++) {
            participants.add(new Participant());
        }
        for (var step = 0; step < STEPS; step++) {
            now += Duration.ofMillis(random.nextInt(1_500)).toNanos();
            participants.get(random.nextInt(participants.size())).act();
            check(step);
        }
        assertThat(taken).as("leases taken, seed %d", seed).isGreaterThan(THINGS.size());
        assertThat(written).as("writes done, seed %d", seed).isPositive();
    }

    private void check(int step) {
        for (var thing : THINGS) {
            var believers = participants.stream()
                    .filter(one -> one.stoodStill == 0 && one.holds(thing))
                    .count();
            assertThat(believers)
                    .as("owners of %s, seed %d, step %d", thing, seed, step)
                    .isLessThan(2);
            var tokens = notes.get(thing)
                    .orElseThrow()
                    .record()
                    .fields()
                    .get(Note.WORDS)
                    .orElse(List.of());
            assertThat(tokens.stream().map(Long::valueOf))
                    .as("writes to %s, seed %d, step %d", thing, seed, step)
                    .isSorted();
        }
    }

    private final class Participant {
        private final DocumentStore store = DocumentStore.open(
                new FlakyAdapter(adapter, this::losesCall),
                new ScrambleSealer(),
                Stream.concat(Leases.schemas().stream(), Stream.of(Note.SCHEMA)).toList());
        private final Map<String, Lease> held = new HashMap<>();
        private boolean cutOff;
        private long asleepUntil;
        private long stoodStill;
        private long clockError;
        private Membership membership = join();
        private Leases leases = lease();

        private boolean losesCall() {
            return cutOff || random.nextInt(50) == 0;
        }

        private Membership join() {
            while (true) {
                try {
                    stoodStill = 0;
                    cutOff = false;
                    var id = "m" + joined++;
                    return Membership.join(store, id, "host", this::wallClock, this::ticks, PATIENCE);
                } catch (StoreUnavailable again) {
                    now += 1;
                }
            }
        }

        private Leases lease() {
            return new Leases(store, membership, Set.of(Note.SCHEMA));
        }

        private Instant wallClock() {
            return Instant.ofEpochMilli(now / 1_000_000 + clockError);
        }

        private long ticks() {
            return now - stoodStill;
        }

        private boolean holds(String thing) {
            var lease = held.get(thing);
            return lease != null && leases.holds(lease);
        }

        private void act() {
            if (now < asleepUntil) {
                return;
            }
            try {
                switch (random.nextInt(40)) {
                    case 0 -> asleepUntil = now + Duration.ofSeconds(60).toNanos();
                    case 1 -> {
                        // The whole machine stops, and its time with it.
                        asleepUntil = now + Duration.ofSeconds(60).toNanos();
                        stoodStill += Duration.ofSeconds(60).toNanos();
                    }
                    case 2 -> clockError = random.nextLong(-86_400_000, 86_400_000);
                    case 3, 4 -> cutOff = !cutOff;
                    case 5 -> release();
                    case 6 -> membership.leave();
                    default -> live();
                }
            } catch (StoreUnavailable lost) {
                // What a process does then: the same again later.
                asleepUntil = Math.max(asleepUntil, now);
            }
        }

        private void live() {
            if (!membership.renew()) {
                held.clear();
                membership = join();
                leases = lease();
            }
            membership.buryTheSilent();
            var thing = THINGS.get(random.nextInt(THINGS.size()));
            var lease = held.get(thing);
            if (lease != null && leases.holds(lease)) {
                write(lease);
            } else {
                leases.take(TENANT, thing).ifPresent(got -> {
                    taken++;
                    held.put(thing, got);
                });
            }
        }

        private void write(Lease lease) {
            try {
                store.batch()
                        .update(notes, lease.thing().name(), Update.push(Note.WORDS, "" + lease.token(), 10_000))
                        .commit(lease.fence());
                written++;
            } catch (StaleOwner late) {
                refused++;
                assertThat(stoodStill)
                        .as("refused %d times, seed %d", refused, seed)
                        .isPositive();
                held.remove(lease.thing().name());
            }
        }

        private void release() {
            var lease = held.remove(THINGS.get(random.nextInt(THINGS.size())));
            if (lease != null) {
                leases.release(lease);
            }
        }
    }
}
