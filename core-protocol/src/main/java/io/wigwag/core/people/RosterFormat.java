package io.wigwag.core.people;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Optional;

/// A roster as it is kept.
///
/// ```
/// version 1 | 1 LID + 2 announcements only | expiration (4) | count (4) |
///     each: 1 admin + 2 other name | address | [other name]
/// ```
final class RosterFormat {
    private static final int VERSION = 1;
    private static final int LID = 1;
    private static final int ANNOUNCEMENT = 2;
    private static final int ADMIN = 1;
    private static final int OTHER = 2;
    private static final int MOST = 200_000;

    private RosterFormat() {}

    static Octets write(Roster roster) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte((roster.addressing() == Roster.Addressing.LID ? LID : 0)
                    | (roster.announcement() ? ANNOUNCEMENT : 0));
            out.writeInt(roster.expiration());
            out.writeInt(roster.members().size());
            for (var member : roster.members()) {
                out.writeByte((member.admin() ? ADMIN : 0) | (member.other().isPresent() ? OTHER : 0));
                out.writeUTF(member.jid().toString());
                if (member.other().isPresent()) {
                    out.writeUTF(member.other().get().toString());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Octets.wrap(bytes.toByteArray());
    }

    /// Empty for bytes that are no roster, or one of a newer version: the server is asked again then.
    static Optional<Roster> parse(Octets record) {
        try (var in = new DataInputStream(new ByteArrayInputStream(record.toArray()))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            var marks = in.readByte();
            var expiration = in.readInt();
            var count = in.readInt();
            if (count < 0 || count > MOST) {
                return Optional.empty();
            }
            var members = new ArrayList<Roster.Member>();
            for (var i = 0; i < count; i++) {
                members.add(member(in));
            }
            return Optional.of(new Roster(
                    (marks & LID) != 0 ? Roster.Addressing.LID : Roster.Addressing.PN,
                    members,
                    (marks & ANNOUNCEMENT) != 0,
                    expiration));
        } catch (IOException | MalformedJid unreadable) {
            return Optional.empty();
        }
    }

    private static Roster.Member member(DataInputStream in) throws IOException, MalformedJid {
        var marks = in.readByte();
        var jid = Jid.parse(in.readUTF());
        Optional<Jid> other = (marks & OTHER) != 0 ? Optional.of(Jid.parse(in.readUTF())) : Optional.empty();
        return new Roster.Member(jid, other, (marks & ADMIN) != 0);
    }
}
