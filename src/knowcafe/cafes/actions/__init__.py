"""What may be done with cafés. Every verb is one transaction, or says why not."""

from knowcafe.cafes.actions.answers import answer_invitation, expire_invitations
from knowcafe.cafes.actions.attending import (
    add_walk_in,
    forget_attendance,
    note_attendance,
    note_everyone_came,
    note_who_came,
    remove_walk_in,
    start_over,
)
from knowcafe.cafes.actions.briefs import brief_helpers
from knowcafe.cafes.actions.calling_off import call_off
from knowcafe.cafes.actions.changing import change_cafe
from knowcafe.cafes.actions.claiming import forget_past_member, give_address, recognise
from knowcafe.cafes.actions.confirming import answer_question, ask_the_day_before
from knowcafe.cafes.actions.correcting import correct_attendance
from knowcafe.cafes.actions.evening_out import ask_more, even_out
from knowcafe.cafes.actions.following import (
    change_weekly,
    give_up_holiday,
    go_on_weekly,
    meet_weekly,
    settle,
    stop_weekly,
    take_holiday,
)
from knowcafe.cafes.actions.history import (
    bring_in,
    forget_file,
    forget_files,
    keep_file,
    say_what_it_is,
    undo_intake,
)
from knowcafe.cafes.actions.invitations import (
    invite,
    keep_seats,
    tell_everybody_invited,
    tell_invited,
)
from knowcafe.cafes.actions.learning import learn_turnout, look_ahead
from knowcafe.cafes.actions.leaving_alone import go_on, leave_alone, name_second
from knowcafe.cafes.actions.merging import merge_into, move_to
from knowcafe.cafes.actions.nudging import nudge_hosts
from knowcafe.cafes.actions.openings import open_ahead, open_beside, open_table, publish_cafe
from knowcafe.cafes.actions.planning import (
    change_plan,
    draft_plan,
    drop_draft,
    publish_plan,
    undo_change,
)
from knowcafe.cafes.actions.running import forget_meetings, let_run, note_met, stop_running
from knowcafe.cafes.actions.seats import Full, give_up, just_come, tell_reserves
from knowcafe.cafes.actions.strangers import let_strangers_go
from knowcafe.cafes.actions.thanks import ask_who_came, say_it_helped, thank
from knowcafe.cafes.actions.thin import give_up_thin, warn_hosts

__all__ = [
    "Full",
    "add_walk_in",
    "answer_invitation",
    "answer_question",
    "ask_more",
    "ask_the_day_before",
    "ask_who_came",
    "brief_helpers",
    "bring_in",
    "call_off",
    "change_cafe",
    "change_plan",
    "change_weekly",
    "correct_attendance",
    "draft_plan",
    "drop_draft",
    "even_out",
    "expire_invitations",
    "forget_attendance",
    "forget_file",
    "forget_files",
    "forget_meetings",
    "forget_past_member",
    "give_address",
    "give_up",
    "give_up_holiday",
    "give_up_thin",
    "go_on",
    "go_on_weekly",
    "invite",
    "just_come",
    "keep_file",
    "keep_seats",
    "learn_turnout",
    "leave_alone",
    "let_run",
    "let_strangers_go",
    "look_ahead",
    "meet_weekly",
    "merge_into",
    "move_to",
    "name_second",
    "note_attendance",
    "note_everyone_came",
    "note_met",
    "note_who_came",
    "nudge_hosts",
    "open_ahead",
    "open_beside",
    "open_table",
    "publish_cafe",
    "publish_plan",
    "recognise",
    "remove_walk_in",
    "say_it_helped",
    "say_what_it_is",
    "settle",
    "start_over",
    "stop_running",
    "stop_weekly",
    "take_holiday",
    "tell_everybody_invited",
    "tell_invited",
    "tell_reserves",
    "thank",
    "undo_change",
    "undo_intake",
    "warn_hosts",
]
