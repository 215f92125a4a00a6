//! The journeys: what must hold of the console in a browser, a function each, named as a sentence.
//!
//! Each begins in a clean browser with the settings as they were found, and may leave them changed:
//! whoever runs it puts them back.

mod accessible;
mod announced;
mod applying;
mod coming_in;
mod configuration;
mod confirming;
mod conflicts;
mod downloads;
mod going_out;
mod guarded;
mod halfway;
mod languages;
mod loading;
mod moving_about;
mod narrow;
mod owners;
mod people;
mod providers;
mod reading_fails;
mod refusals;
mod steps;
mod straight;
mod surviving;
mod tour;
mod turned_away;

use crate::stage::Stage;
use crate::trouble::Verdict;

/// A journey.
#[derive(Clone, Copy)]
pub struct Journey {
    /// What it shows, as a sentence.
    pub name: &'static str,
    /// Where it can be made.
    pub needs: Needs,
    /// Makes it.
    pub run: fn(&Stage<'_>) -> Verdict,
}

/// Where a journey can be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needs {
    /// With any instance, even while its settings change.
    Any,
    /// With any instance whose settings nobody else changes meanwhile.
    Alone,
    /// As [`Needs::Alone`]; and as it shuts people out for a moment, nobody else may sign in then.
    ByItself,
    /// As [`Needs::Alone`]; but as it judges the console, once is enough.
    Console,
    /// With a stand-in whose reads lag behind by so many milliseconds.
    Lag(u32),
}

impl Needs {
    /// Whether it can be made with an instance that is not a stand-in.
    pub fn any_instance(self) -> bool {
        matches!(self, Self::Any | Self::Alone | Self::ByItself)
    }
}

macro_rules! journeys {
    ($($module:ident [$needs:expr] { $($name:ident),* $(,)? })*) => {
        /// All journeys.
        pub const ALL: &[Journey] = &[
            $($(Journey { name: stringify!($name), needs: $needs, run: $module::$name },)*)*
        ];
    };
}

journeys! {
    accessible [Needs::Console] {
        every_state_passes_the_checker_from_left_to_right,
        every_state_passes_the_checker_from_right_to_left,
        every_state_of_a_plan_passes_the_checker_from_left_to_right,
        every_state_of_a_plan_passes_the_checker_from_right_to_left,
        roles_and_names_are_those_the_browser_computes,
    }
    refusals [Needs::Console] {
        every_refused_change_is_explained_and_kept,
        every_change_of_unknown_fate_is_explained_and_checked_again,
    }
    refusals [Needs::Alone] {
        a_change_that_was_made_already_is_called_so,
        a_change_that_the_server_holds_already_is_called_nothing_to_change,
        without_a_network_nothing_is_sent,
        a_refused_token_is_renewed_once_and_then_the_draft_is_kept,
    }
    applying [Needs::Alone] {
        passkeys_go_off_and_on_in_the_safe_order,
        adding_a_kind_of_passkey_is_one_post,
        removing_a_second_factor_is_one_delete,
        the_plan_is_shown_before_anything_is_sent,
        the_keyboard_alone_is_enough,
        undoing_plans_the_opposite,
        values_that_cannot_be_are_not_sent,
    }
    straight [Needs::Alone] {
        one_field_is_applied_from_the_bar,
        a_factor_and_a_field_are_two_calls,
    }
    straight [Needs::ByItself] {
        all_fields_at_once_are_one_put,
    }
    providers [Needs::Alone] {
        a_provider_is_linked_and_unlinked,
        linking_a_provider_that_is_gone_is_explained,
    }
    guarded [Needs::ByItself] {
        what_can_lock_out_is_applied_only_after_typing_the_host,
    }
    guarded [Needs::Alone] {
        what_was_acknowledged_of_another_plan_does_not_count,
        what_was_changed_a_moment_ago_is_not_applied_unread,
        requiring_a_second_step_without_having_one_is_stopped_before_it_is_sent,
        what_a_newer_server_would_lose_is_named_and_asked_about,
        a_refused_plan_that_must_be_read_is_read_again_before_it_is_repeated,
    }
    owners [Needs::Console] {
        every_owner_is_named_with_what_becomes_of_them,
    }
    owners [Needs::Alone] {
        an_owner_who_could_not_sign_in_any_more_is_named,
        asking_about_the_owners_can_be_stopped_and_begun_again,
    }
    halfway [Needs::Alone] {
        what_was_not_accepted_stays_in_the_draft,
        a_way_back_that_is_not_exact_any_more_says_so,
    }
    confirming [Needs::Alone] {
        a_change_that_shows_late_is_called_accepted_and_not_visible_yet,
        a_read_that_fails_does_not_end_the_waiting,
        reads_that_fail_leave_an_accepted_change_accepted,
        what_is_not_confirmed_stands_in_the_way_of_the_next_plan,
        a_lost_answer_about_organizations_is_known_once_checked_again,
        a_lost_answer_is_not_known_until_checked_again,
        an_answer_that_never_comes_is_called_lost,
        a_call_lost_on_its_way_comes_back_into_the_draft,
    }
    conflicts [Needs::Alone] {
        a_change_by_somebody_else_stops_the_plan_and_asks,
        a_change_by_somebody_else_to_other_settings_is_kept,
    }
    coming_in [Needs::Any] {
        the_start_page_names_the_instance,
        a_deep_link_survives_signing_in,
        pages_of_coming_and_going_lead_whoever_is_signed_in_to_the_settings,
        code_and_state_are_wiped_from_address_and_history,
        tokens_are_neither_stored_for_good_nor_logged,
        every_call_says_the_language_of_the_page,
    }
    coming_in [Needs::Alone] {
        an_owner_signs_in_and_is_named,
    }
    turned_away [Needs::Any] {
        a_wrong_verifier_is_turned_away,
        a_foreign_state_is_turned_away,
        a_nonce_of_another_sign_in_is_turned_away,
        an_id_token_with_an_altered_nonce_is_turned_away,
        a_broken_signature_is_turned_away,
        a_refusal_by_the_sign_in_server_is_said,
        a_callback_opened_twice_is_not_used_twice,
        a_callback_without_a_sign_in_is_turned_away,
    }
    people [Needs::Any] {
        somebody_without_a_role_is_told_which_one_is_needed,
        somebody_without_a_role_can_sign_in_as_somebody_else,
    }
    people [Needs::Alone] {
        a_viewer_sees_every_value_and_why_none_can_be_changed,
    }
    going_out [Needs::Any] {
        signing_out_takes_the_refresh_token_back_first,
        signing_out_in_another_tab_signs_this_one_out,
    }
    moving_about [Needs::Any] {
        a_setting_is_found_by_its_field_and_has_an_address,
    }
    moving_about [Needs::Alone] {
        a_group_is_taken_back_and_the_rest_stays,
    }
    moving_about [Needs::Console] {
        a_provider_without_a_name_is_called_by_its_kind,
    }
    surviving [Needs::Console] {
        the_end_of_a_session_is_announced_and_put_off,
        trouble_at_the_sign_in_server_ends_no_session,
    }
    surviving [Needs::Any] {
        a_session_that_ends_while_the_settings_are_read_is_called_ended,
    }
    surviving [Needs::Alone] {
        another_person_never_sees_a_draft,
        a_reload_keeps_session_and_draft,
        what_somebody_else_did_to_a_draft_is_named_when_it_is_back,
        a_session_that_ends_keeps_page_and_draft,
    }
    languages [Needs::Any] {
        a_german_owner_reads_german,
        the_choice_of_a_language_survives_a_reload,
        arabic_runs_from_right_to_left,
    }
    languages [Needs::Alone] {
        errors_of_the_server_are_explained_in_german,
    }
    reading_fails [Needs::Console] {
        settings_that_cannot_be_read_are_explained,
    }
    configuration [Needs::Console] {
        a_bad_configuration_is_explained,
        a_browser_without_storage_is_told_so,
        the_choice_of_a_theme_is_there_before_the_first_paint,
    }
    downloads [Needs::Console] {
        a_program_that_stopped_says_so_and_keeps_the_draft,
    }
    loading [Needs::Console] {
        a_signed_in_page_is_usable_after_few_requests,
        nothing_moves_once_it_is_drawn,
    }
    narrow [Needs::Console] {
        nothing_scrolls_sideways_on_a_narrow_window,
    }
    announced [Needs::Console] {
        each_event_is_announced_once,
    }
    confirming [Needs::Lag(1_500)] {
        nothing_looks_on_before_the_server_shows_it,
    }
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use std::collections::BTreeSet;

    #[test]
    fn every_journey_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = ALL.iter().map(|journey| journey.name).collect();
        assert_eq!(names.len(), ALL.len());
    }
}
