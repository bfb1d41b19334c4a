package io.wigwag.benchmarks.messages;

import io.wigwag.benchmarks.sandbox.RemoteSandbox;
import io.wigwag.core.id.Jid;
import io.wigwag.core.memory.MemoryDevices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who takes part: for each engine one who writes and one who reads, both with a phone, and a group of theirs. The
/// group's other members have one device each, which is away: the server keeps for them what is written, so that it has
/// time for those who are measured.
final class Stage {
    static final int MEMBERS = 100;
    private static final int AT_ONCE = 25;

    private final People people;
    private final List<Jid> members = new ArrayList<>();

    private Stage(People people) {
        this.people = people;
    }

    /// The parts for one engine.
    record Cast(People.Person writer, People.Person reader, Jid group) {}

    static Stage of(RemoteSandbox sandbox, People people) throws Exception {
        var stage = new Stage(people);
        try (var engine = new OwnEngine(sandbox, new MemoryDevices())) {
            while (stage.members.size() < MEMBERS - 2) {
                var coming = new ArrayList<Talker>();
                for (var i = stage.members.size(); i < MEMBERS - 2 && coming.size() < AT_ONCE; i++) {
                    var member = engine.talker("member-" + i, code -> sandbox.scan(code, Optional.empty()));
                    member.start();
                    coming.add(member);
                }
                for (var member : coming) {
                    member.awaitOnline();
                    stage.members.add(member.jid());
                    member.stop();
                }
            }
        }
        return stage;
    }

    Cast cast(String whose) throws Exception {
        var writer = people.create(whose + " writer");
        var reader = people.create(whose + " reader");
        var others = new ArrayList<Jid>();
        others.add(reader.jid());
        others.addAll(members);
        return new Cast(writer, reader, people.group(writer, others));
    }
}
