package io.wigwag.core.message.secret;

import java.util.Map;
import java.util.TreeMap;

/// Which fields of a message a report is about, version 2 of the list: what a person sees, and which file it is.
/// `3{2,17{21}}` keeps of field 3 its fields 2 and 17, and of the latter only 21; `m` is a message again, with the
/// whole list.
final class ReportedFields {
    private static final String QUOTE = "17{21,22}";
    private static final String POLL = "{2,3{1,2},5{21,22},8{1,2}}";
    private static final String VIDEO = "{2,6,7,13," + QUOTE + ",20}";
    private static final String LIST = "1;3{2,3,8,11," + QUOTE + ",25};4{1,16," + QUOTE + "};5{3,4,5,16," + QUOTE
            + "};6{1," + QUOTE + ",30};7{2,7,10," + QUOTE + ",20};8{2,7,9," + QUOTE + ",21};9" + VIDEO
            + ";12{1,2,14m,15};18{6,16," + QUOTE + "};26{4,5,8,13," + QUOTE + "};28{1,2,4,5,6,7{21,22}};37{1m}"
            + ";49" + POLL + ";53{1m};55{1m};58{1m};59{1m};60" + POLL + ";64" + POLL + ";66" + VIDEO
            + ";74{1m};87{1m};88{1,2{1},3{21,22}};92{1m};93{1m};94{1m}";

    /// The list for a message.
    static final ReportedFields MESSAGE = new Reader(LIST).read();

    private final Map<Integer, Kept> fields = new TreeMap<>();

    private ReportedFields() {}

    /// How a field is kept.
    sealed interface Kept {
        /// With all that is in it.
        record Whole() implements Kept {}

        /// What the inner list keeps of it.
        record Within(ReportedFields inner) implements Kept {}

        /// As a message again.
        record AsMessage() implements Kept {}

        /// Not at all.
        record Dropped() implements Kept {}
    }

    Kept of(int field) {
        return fields.getOrDefault(field, new Kept.Dropped());
    }

    /// Reads the form above, one character after the other.
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        ReportedFields read() {
            var list = new ReportedFields();
            do {
                var number = 0;
                while (at < text.length() && Character.isDigit(text.charAt(at))) {
                    number = 10 * number + text.charAt(at++) - '0';
                }
                list.fields.put(number, kept());
            } while (more());
            return list;
        }

        private Kept kept() {
            if (skip('m')) {
                return new Kept.AsMessage();
            }
            if (!skip('{')) {
                return new Kept.Whole();
            }
            var inner = read();
            if (!skip('}')) {
                throw new IllegalStateException("the list of reported fields ends early at " + at);
            }
            return new Kept.Within(inner);
        }

        private boolean more() {
            return skip(',') || skip(';');
        }

        private boolean skip(char expected) {
            if (at < text.length() && text.charAt(at) == expected) {
                at++;
                return true;
            }
            return false;
        }
    }
}
