package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Event;
import io.wigwag.core.message.content.Place;
import io.wigwag.proto.e2e.EventMessage;
import io.wigwag.proto.e2e.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Events.
final class EventCodec {
    private EventCodec() {}

    static void write(Event event, Message.Builder out) {
        var rules = event.rules();
        var message = out.getEventMessageBuilder()
                .setName(event.name())
                .setStartTime(event.startsAt().getEpochSecond())
                .setIsCanceled(rules.cancelled())
                .setExtraGuestsAllowed(rules.extraGuests())
                .setIsScheduleCall(rules.scheduledCall());
        if (!event.description().isEmpty()) {
            message.setDescription(event.description());
        }
        if (!event.joinLink().isEmpty()) {
            message.setJoinLink(event.joinLink());
        }
        event.endsAt().map(Instant::getEpochSecond).ifPresent(message::setEndTime);
        event.location().map(PlaceCodec::location).ifPresent(message::setLocation);
        rules.reminder().ifPresent(before -> message.setHasReminder(true).setReminderOffsetSec(before.toSeconds()));
    }

    static Optional<Content> read(EventMessage event) {
        var location = event.hasLocation()
                ? Optional.of(PlaceCodec.read(event.getLocation()))
                : Optional.<Place.Location>empty();
        return ProtoValues.seconds(event.getStartTime())
                .map(start -> new Event(
                        event.getName(),
                        event.getDescription(),
                        start,
                        ProtoValues.seconds(event.getEndTime()),
                        location,
                        event.getJoinLink(),
                        new Event.Rules(
                                event.getIsCanceled(),
                                event.getExtraGuestsAllowed(),
                                event.getIsScheduleCall(),
                                reminder(event))));
    }

    private static Optional<Duration> reminder(EventMessage event) {
        return event.getHasReminder() && event.getReminderOffsetSec() >= 0
                ? Optional.of(Duration.ofSeconds(event.getReminderOffsetSec()))
                : Optional.empty();
    }
}
