package io.wigwag.storage.document;

import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;

/// Values as bytes: what is sealed, archived, and kept by stores that have no form of their own. A byte for the
/// kind, then the content; sizes and whole numbers as base-128 varints, numbers zigzagged.
///
/// ```
/// 1 text    size utf-8        5 moment  varint (milliseconds since 1970)
/// 2 whole   varint            6 bytes   size bytes
/// 3 real    8 bytes           7 many    count value*
/// 4 flag    0 or 1            8 nested  count (size name value)*
/// ```
public final class DocumentBytes {
    private static final int TEXT = 1;
    private static final int WHOLE = 2;
    private static final int REAL = 3;
    private static final int FLAG = 4;
    private static final int MOMENT = 5;
    private static final int BYTES = 6;
    private static final int MANY = 7;
    private static final int NESTED = 8;

    private static final int MAX_DEPTH = 32;

    private DocumentBytes() {}

    public static Octets write(Value value) {
        var out = new ByteArrayOutputStream();
        write(out, value);
        return Octets.wrap(out.toByteArray());
    }

    public static Octets write(Document document) {
        return write(new Value.Nested(document));
    }

    public static Value read(Octets bytes) throws MalformedDocument {
        var reader = new Reader(bytes);
        var value = reader.value(0);
        if (reader.at != bytes.size()) {
            throw new MalformedDocument("bytes left over");
        }
        return value;
    }

    public static Document readDocument(Octets bytes) throws MalformedDocument {
        if (read(bytes) instanceof Value.Nested(var document)) {
            return document;
        }
        throw new MalformedDocument("not a document");
    }

    private static void write(ByteArrayOutputStream out, Value value) {
        switch (value) {
            case Value.Text(var text) -> {
                out.write(TEXT);
                sized(out, text.getBytes(StandardCharsets.UTF_8));
            }
            case Value.Whole(var whole) -> {
                out.write(WHOLE);
                varint(out, zigzag(whole));
            }
            case Value.Real(var real) -> {
                out.write(REAL);
                var bits = Double.doubleToLongBits(real);
                for (var shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                    out.write((int) (bits >>> shift));
                }
            }
            case Value.Flag(var flag) -> {
                out.write(FLAG);
                out.write(flag ? 1 : 0);
            }
            case Value.Moment(var moment) -> {
                out.write(MOMENT);
                varint(out, zigzag(moment.toEpochMilli()));
            }
            case Value.Bytes(var bytes) -> {
                out.write(BYTES);
                sized(out, bytes.toArray());
            }
            case Value.Many(var values) -> {
                out.write(MANY);
                varint(out, values.size());
                values.forEach(element -> write(out, element));
            }
            case Value.Nested(var document) -> {
                out.write(NESTED);
                varint(out, document.size());
                document.forEach((name, field) -> {
                    sized(out, name.getBytes(StandardCharsets.UTF_8));
                    write(out, field);
                });
            }
        }
    }

    private static void sized(ByteArrayOutputStream out, byte[] bytes) {
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        var rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> (Long.SIZE - 1));
    }

    private static final class Reader {
        private final Octets bytes;
        private int at;

        private Reader(Octets bytes) {
            this.bytes = bytes;
        }

        private Value value(int depth) throws MalformedDocument {
            if (depth > MAX_DEPTH) {
                throw new MalformedDocument("nested deeper than " + MAX_DEPTH);
            }
            return switch (next()) {
                case TEXT -> new Value.Text(text());
                case WHOLE -> new Value.Whole(signed());
                case REAL -> new Value.Real(real());
                case FLAG -> new Value.Flag(flag());
                case MOMENT -> new Value.Moment(Instant.ofEpochMilli(signed()));
                case BYTES -> new Value.Bytes(Octets.copyOf(take(size()).toArray()));
                case MANY -> many(depth);
                case NESTED -> new Value.Nested(nested(depth));
                default -> throw new MalformedDocument("unknown kind");
            };
        }

        private Value many(int depth) throws MalformedDocument {
            var count = size();
            var values = new ArrayList<Value>(count);
            for (var i = 0; i < count; i++) {
                values.add(value(depth + 1));
            }
            return new Value.Many(values);
        }

        private Document nested(int depth) throws MalformedDocument {
            var count = size();
            var document = Document.builder();
            var previous = "";
            for (var i = 0; i < count; i++) {
                var name = text();
                if (!Names.isName(name) || name.compareTo(previous) <= 0) {
                    throw new MalformedDocument("field names out of order");
                }
                previous = name;
                document.set(name, value(depth + 1));
            }
            return document.build();
        }

        private double real() throws MalformedDocument {
            var bits = 0L;
            for (var i = 0; i < Long.BYTES; i++) {
                bits = bits << Byte.SIZE | next();
            }
            return Double.longBitsToDouble(bits);
        }

        private boolean flag() throws MalformedDocument {
            return switch (next()) {
                case 0 -> false;
                case 1 -> true;
                default -> throw new MalformedDocument("neither true nor false");
            };
        }

        private String text() throws MalformedDocument {
            return new String(take(size()).toArray(), StandardCharsets.UTF_8);
        }

        /// A size or count: never more than there are bytes left, since every element takes at least one.
        private int size() throws MalformedDocument {
            var size = varint();
            if (size < 0 || size > bytes.size() - at) {
                throw new MalformedDocument("more announced than there is");
            }
            return (int) size;
        }

        private long signed() throws MalformedDocument {
            var zigzag = varint();
            return (zigzag >>> 1) ^ -(zigzag & 1);
        }

        private long varint() throws MalformedDocument {
            var value = 0L;
            for (var shift = 0; shift < Long.SIZE; shift += 7) {
                var part = next();
                value |= (long) (part & 0x7f) << shift;
                if (part < 0x80) {
                    return value;
                }
            }
            throw new MalformedDocument("a number without end");
        }

        private Octets take(int size) {
            var taken = bytes.slice(at, at + size);
            at += size;
            return taken;
        }

        private int next() throws MalformedDocument {
            if (at == bytes.size()) {
                throw new MalformedDocument("ends early");
            }
            return bytes.at(at++) & 0xff;
        }
    }
}
