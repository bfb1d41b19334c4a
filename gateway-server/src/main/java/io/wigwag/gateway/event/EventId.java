package io.wigwag.gateway.event;

import java.util.Optional;

/// Names an event, and tells where it stands among its tenant's: `evt_` and 26 characters, which sort as the places do.
/// Also the cursor with which a reader goes on.
///
/// @param chance tells it from another that two nodes have given the same place
record EventId(long place, long chance) {
    private static final String PREFIX = "evt_";
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;
    private static final int HALF = 13;

    EventId {
        if (place < 0) {
            throw new IllegalArgumentException("place: " + place + " (expected: 0 or more)");
        }
    }

    /// Reads what [#text()] writes; nothing when it is no id of ours.
    static Optional<EventId> parse(String text) {
        if (!text.startsWith(PREFIX) || text.length() != PREFIX.length() + 2 * HALF) {
            return Optional.empty();
        }
        var digits = text.substring(PREFIX.length());
        if (!digits.chars().allMatch(digit -> DIGITS.indexOf(digit) >= 0)) {
            return Optional.empty();
        }
        var place = number(digits.substring(0, HALF));
        return Optional.of(place)
                .filter(number -> number >= 0)
                .map(number -> new EventId(number, number(digits.substring(HALF))))
                .filter(id -> id.text().equals(text));
    }

    String text() {
        return PREFIX + digits(place) + digits(chance);
    }

    private static long number(String digits) {
        var number = 0L;
        for (var i = 0; i < digits.length(); i++) {
            number = (number << BITS) | DIGITS.indexOf(digits.charAt(i));
        }
        return number;
    }

    private static String digits(long number) {
        var digits = new char[HALF];
        var rest = number;
        for (var i = HALF - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest & ((1 << BITS) - 1)));
            rest >>>= BITS;
        }
        return new String(digits);
    }

    @Override
    public String toString() {
        return text();
    }
}
