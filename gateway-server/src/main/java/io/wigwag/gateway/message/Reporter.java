package io.wigwag.gateway.message;

import io.wigwag.gateway.device.Station;
import io.wigwag.gateway.event.DeviceJournal;
import io.wigwag.gateway.event.Happening;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Shape;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.storage.document.Batch;
import io.wigwag.storage.document.WriteConflict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// Notes what becomes of messages, and tells of it: both in one write.
final class Reporter {
    private static final Shape<StatusChange> STATUS = Shapes.standard().of(StatusChange.class);

    private final MessageBook book;
    private final Traffic traffic;
    private final InstantSource clock;

    Reporter(MessageBook book, Traffic traffic, InstantSource clock) {
        this.book = book;
        this.traffic = traffic;
        this.clock = clock;
    }

    /// How far a message is now.
    ///
    /// @param by who it was that has it, read it, played it
    record StatusChange(
            String message,
            String waMessageId,
            MessageState status,
            Instant since,
            Optional<String> by,
            Optional<MessageView.Failure> error) {}

    void failed(Station station, MessageRecord message, String code, String advice) {
        var standing = new MessageRecord.Standing(
                MessageState.FAILED, clock.instant(), Optional.of(code), Optional.of(advice));
        report(station, message, standing, Optional.empty(), Optional.empty());
    }

    void forward(
            Station station, MessageRecord message, MessageState state, Optional<String> by, Optional<String> chatKey) {
        report(station, message, MessageRecord.Standing.of(state, clock.instant()), by, chatKey);
    }

    /// A message goes forward only: what is old news changes nothing, and is not told unless a process ended before it
    /// did.
    private void report(
            Station station,
            MessageRecord message,
            MessageRecord.Standing standing,
            Optional<String> by,
            Optional<String> chatKey) {
        var before = message.standing();
        if (before.state().rank() > standing.state().rank()) {
            return;
        }
        var isNews = before.state().rank() < standing.state().rank();
        var untold = message.told()
                .filter(place -> !station.journal().hasTold(place))
                .isPresent();
        var happenings = new ArrayList<Happening>();
        if (untold) {
            happenings.add(happening(message, before, isNews ? Optional.empty() : by));
        }
        if (isNews) {
            happenings.add(happening(message, standing, by));
        }
        if (happenings.isEmpty()) {
            return;
        }
        var facts = isNews ? new Step(station, message, standing, chatKey) : new Retold(station, message);
        try {
            station.journal().write(facts, happenings);
            if (isNews) {
                count(standing);
            }
        } catch (WriteConflict further) {
            // It went further meanwhile, and that was told.
        }
    }

    private static Happening happening(MessageRecord message, MessageRecord.Standing standing, Optional<String> by) {
        var told = new StatusChange(
                message.id(),
                message.waId(),
                standing.state(),
                standing.since(),
                by,
                standing.error()
                        .map(code ->
                                new MessageView.Failure(code, standing.advice().orElse(""))));
        return new Happening("message.status", Optional.of(message.chatKey()), Json.tree(STATUS, told));
    }

    /// A message is further than it was.
    private final class Step implements DeviceJournal.Facts {
        private final Station station;
        private final MessageRecord message;
        private final MessageRecord.Standing standing;
        private final Optional<String> chatKey;

        Step(Station station, MessageRecord message, MessageRecord.Standing standing, Optional<String> chatKey) {
            this.station = station;
            this.message = message;
            this.standing = standing;
            this.chatKey = chatKey;
        }

        @Override
        public Batch toldAt(long place) {
            return book.noting(station.tenant(), message.id(), standing, chatKey, place);
        }

        @Override
        public void behind(Batch batch) {
            if (standing.state() == MessageState.FAILED) {
                book.waitsNoMore(batch, station.tenant(), message.id());
            }
        }
    }

    /// A message is as it was, which was not told.
    private final class Retold implements DeviceJournal.Facts {
        private final Station station;
        private final MessageRecord message;

        Retold(Station station, MessageRecord message) {
            this.station = station;
            this.message = message;
        }

        @Override
        public Batch toldAt(long place) {
            return book.telling(station.tenant(), message.id(), place);
        }

        @Override
        public void behind(Batch batch) {
            if (message.queued().isPresent() && message.standing().state() == MessageState.FAILED) {
                book.waitsNoMore(batch, station.tenant(), message.id());
            }
        }
    }

    private void count(MessageRecord.Standing standing) {
        standing.error().ifPresent(traffic::failed);
        traffic.became(standing.state().name().toLowerCase(Locale.ROOT));
    }

    /// A message that failed stands in the queue still: the process ended before that was told, or just behind it.
    void settled(Station station, MessageRecord message) {
        if (message.told().filter(place -> station.journal().hasTold(place)).isPresent()) {
            book.waitsNoMore(station.tenant(), message.id());
        } else {
            report(station, message, message.standing(), Optional.empty(), Optional.empty());
        }
    }

    /// Somebody's message was kept.
    void came() {
        traffic.came();
    }
}
