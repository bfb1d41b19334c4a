package io.wigwag.sandbox.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.IqRefused;

/// Clients' queries about the ways into groups.
final class JoinQueries {
    private final Joining joining;
    private final OrderTable table;

    JoinQueries(Joining joining, OrderTable table) {
        this.joining = joining;
        this.table = table;
    }

    void enter() {
        table.get("invite", this::invite);
        table.get("membership_approval_requests", this::requests);
        table.roll("revoke", joining::revoke);
        table.set("invite", this::renewOrJoin);
        table.set("accept", this::accept);
        table.set("membership_requests_action", this::decide);
        table.set("cancel_membership_requests", this::cancel);
    }

    private Answer invite(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var code = iq.requireChild("invite").attributes().text("code");
        if (code.isPresent()) {
            return Answer.of(GroupElement.reduced(joining.behind(code.get())));
        }
        return Answer.of(link(joining.link(actor.person(), table.group(iq))));
    }

    private static Node link(String code) {
        return Node.tag("invite").attribute("code", code).build();
    }

    private Answer renewOrJoin(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var code = iq.requireChild("invite").attributes().text("code");
        if (code.isEmpty()) {
            return Answer.of(link(joining.renewLink(actor, table.group(iq))));
        }
        var group = joining.behind(code.get());
        var joined = joining.join(actor, group);
        return Answer.of(Node.tag(joined ? "group" : "membership_approval_request")
                .attribute("jid", group.jid())
                .build());
    }

    private Answer accept(Actor actor, Node iq) throws IqRefused, MalformedNode {
        joining.accept(
                actor, table.group(iq), iq.requireChild("accept").attributes().requireText("code"));
        return Answer.empty();
    }

    private Answer requests(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var group = table.group(iq);
        Membership.requireAdmin(group, actor.person());
        return Answer.of(Node.tag("membership_approval_requests")
                .children(group.requests().stream()
                        .map(request -> GroupElement.named(
                                        Node.tag("membership_approval_request"), group, request.person())
                                .attribute("request_time", request.at().getEpochSecond())
                                .attribute("request_method", request.method())
                                .build())
                        .toList())
                .build());
    }

    private Answer decide(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var group = table.group(iq);
        var answer = Node.tag("membership_requests_action");
        for (var decision : iq.requireChild("membership_requests_action").children()) {
            var people = OrderTable.people(decision);
            answer.child(
                    switch (decision.tag()) {
                        case "approve" -> OrderTable.element("approve", joining.approve(actor, group, people));
                        case "reject" -> OrderTable.element("reject", joining.reject(actor, group, people));
                        default -> throw IqRefused.badRequest();
                    });
        }
        return Answer.of(answer.build());
    }

    private Answer cancel(Actor actor, Node iq) throws IqRefused, MalformedNode {
        return Answer.of(OrderTable.element("cancel_membership_requests", joining.cancel(actor, table.group(iq))));
    }
}
