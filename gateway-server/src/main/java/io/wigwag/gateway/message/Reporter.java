package io.wigwag.gateway.message;

import io.wigwag.gateway.device.Station;
import io.wigwag.gateway.event.Happening;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Shape;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.storage.document.WriteConflict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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

    /// A message goes forward only: what is old news changes nothing and is not told.
    private void report(
            Station station,
            MessageRecord message,
            MessageRecord.Standing standing,
            Optional<String> by,
            Optional<String> chatKey) {
        var before = message.standing().state();
        if (before.rank() >= standing.state().rank()) {
            return;
        }
        var facts = book.noting(station.tenant(), message.id(), standing, chatKey);
        var told = new StatusChange(
                message.id(),
                message.waId(),
                standing.state(),
                standing.since(),
                by,
                standing.error()
                        .map(code ->
                                new MessageView.Failure(code, standing.advice().orElse(""))));
        var happening = new Happening("message.status", Optional.of(message.chatKey()), Json.tree(STATUS, told));
        try {
            station.journal().write(facts, List.of(happening));
            count(standing);
        } catch (WriteConflict further) {
            // It went further meanwhile, and that was told.
        }
    }

    private void count(MessageRecord.Standing standing) {
        standing.error().ifPresent(traffic::failed);
        traffic.became(standing.state().name().toLowerCase(Locale.ROOT));
    }

    /// Somebody's message was kept.
    void came() {
        traffic.came();
    }
}
