package io.wigwag.core.message.content;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// A meeting that people can accept. Their answers come as [SealedAddOn].
///
/// @param startsAt in whole seconds
/// @param joinLink of a call
public record Event(
        String name,
        String description,
        Instant startsAt,
        Optional<Instant> endsAt,
        Optional<Place.Location> location,
        String joinLink,
        Rules rules)
        implements Content {

    public Event {
        startsAt = startsAt.truncatedTo(ChronoUnit.SECONDS);
        endsAt = endsAt.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    public static Event of(String name, Instant startsAt) {
        return new Event(name, "", startsAt, Optional.empty(), Optional.empty(), "", Rules.NONE);
    }

    public Event describedAs(String words) {
        return new Event(name, words, startsAt, endsAt, location, joinLink, rules);
    }

    public Event until(Instant end) {
        return new Event(name, description, startsAt, Optional.of(end), location, joinLink, rules);
    }

    public Event at(Place.Location place) {
        return new Event(name, description, startsAt, endsAt, Optional.of(place), joinLink, rules);
    }

    public Event joinedBy(String link) {
        return new Event(name, description, startsAt, endsAt, location, link, rules);
    }

    public Event with(Rules other) {
        return new Event(name, description, startsAt, endsAt, location, joinLink, other);
    }

    /// What else holds for an event.
    ///
    /// @param reminder how long before it people are reminded
    public record Rules(boolean cancelled, boolean extraGuests, boolean scheduledCall, Optional<Duration> reminder) {
        public static final Rules NONE = new Rules(false, false, false, Optional.empty());

        public Rules {
            reminder = reminder.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        }

        public Rules cancel() {
            return new Rules(true, extraGuests, scheduledCall, reminder);
        }

        public Rules withExtraGuests() {
            return new Rules(cancelled, true, scheduledCall, reminder);
        }

        public Rules asCall() {
            return new Rules(cancelled, extraGuests, true, reminder);
        }

        public Rules reminding(Duration before) {
            return new Rules(cancelled, extraGuests, scheduledCall, Optional.of(before));
        }
    }

    @Override
    public String text() {
        return name;
    }
}
