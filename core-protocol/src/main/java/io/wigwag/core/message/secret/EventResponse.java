package io.wigwag.core.message.secret;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.EventResponseMessage;
import io.wigwag.proto.e2e.EventResponseMessage.EventResponseType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Whether somebody comes to an event.
///
/// @param at when they said so, in whole milliseconds
/// @param extraGuests how many they bring along
public record EventResponse(Answer answer, Instant at, int extraGuests) {

    public EventResponse {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /// What can be answered.
    public enum Answer {
        /// An answer of clients to come.
        UNKNOWN,
        GOING,
        NOT_GOING,
        MAYBE
    }

    public static EventResponse of(Answer answer, Instant at) {
        return new EventResponse(answer, at, 0);
    }

    public static EventResponse parse(Octets plaintext) throws MalformedAddOn {
        try {
            var response = EventResponseMessage.parseFrom(plaintext.toArray());
            var answer = switch (response.getResponse()) {
                case GOING -> Answer.GOING;
                case NOT_GOING -> Answer.NOT_GOING;
                case MAYBE -> Answer.MAYBE;
                case UNKNOWN, UNRECOGNIZED -> Answer.UNKNOWN;
            };
            return new EventResponse(
                    answer, Instant.ofEpochMilli(response.getTimestampMs()), response.getExtraGuestCount());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedAddOn("answer: " + e.getMessage());
        }
    }

    public Octets toOctets() {
        var response = EventResponseMessage.newBuilder()
                .setResponse(
                        switch (answer) {
                            case GOING -> EventResponseType.GOING;
                            case NOT_GOING -> EventResponseType.NOT_GOING;
                            case MAYBE -> EventResponseType.MAYBE;
                            case UNKNOWN -> EventResponseType.UNKNOWN;
                        })
                .setTimestampMs(at.toEpochMilli());
        if (extraGuests > 0) {
            response.setExtraGuestCount(extraGuests);
        }
        return Octets.wrap(response.build().toByteArray());
    }
}
