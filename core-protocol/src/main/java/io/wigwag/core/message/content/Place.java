package io.wigwag.core.message.content;

import io.wigwag.core.octets.Octets;

/// Somewhere on earth.
public sealed interface Place extends Content {

    /// Degrees north and east.
    record Point(double latitude, double longitude) {}

    /// How something moves, and how exactly that is known.
    ///
    /// @param accuracyInMeters 0 for unknown
    /// @param heading degrees clockwise from magnetic north
    record Motion(int accuracyInMeters, float metersPerSecond, int heading) {
        public static final Motion UNKNOWN = new Motion(0, 0, 0);
    }

    /// A place that stays where it is.
    ///
    /// @param url a page about it
    /// @param thumbnail a small JPEG of a map
    record Location(Point point, String name, String address, String url, Octets thumbnail) implements Place {

        public static Location of(double latitude, double longitude) {
            return new Location(new Point(latitude, longitude), "", "", "", Octets.EMPTY);
        }

        public Location named(String label, String street) {
            return new Location(point, label, street, url, thumbnail);
        }

        public Location withUrl(String page) {
            return new Location(point, name, address, page, thumbnail);
        }

        public Location withThumbnail(Octets jpeg) {
            return new Location(point, name, address, url, jpeg);
        }

        @Override
        public String text() {
            return name;
        }
    }

    /// Where somebody is just now; updated until it ends.
    ///
    /// @param sequence grows with each update
    /// @param secondsLate how old the position was when it was sent
    /// @param thumbnail a small JPEG of a map
    record LiveLocation(Point point, Motion motion, String caption, long sequence, int secondsLate, Octets thumbnail)
            implements Place {

        public static LiveLocation of(double latitude, double longitude, long sequence) {
            return new LiveLocation(new Point(latitude, longitude), Motion.UNKNOWN, "", sequence, 0, Octets.EMPTY);
        }

        public LiveLocation moving(Motion how) {
            return new LiveLocation(point, how, caption, sequence, secondsLate, thumbnail);
        }

        public LiveLocation withCaption(String words) {
            return new LiveLocation(point, motion, words, sequence, secondsLate, thumbnail);
        }

        @Override
        public String text() {
            return caption;
        }
    }
}
