import pytest

from singlewindow.accounts.roles import AGENCY_KINDS, KINDS, MEANINGS, PERMISSIONS, ROLES, permissions_of


@pytest.mark.parametrize("role", ROLES)
def test_a_role_carries_only_permissions_that_are_known(role):
    assert ROLES[role]
    assert ROLES[role] <= PERMISSIONS.keys()


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_every_permission_is_carried_by_some_role(permission):
    assert permission in permissions_of(ROLES)


def test_every_role_says_what_it_is_for():
    assert MEANINGS.keys() == ROLES.keys()


def test_every_role_has_a_kind_of_organisation_and_no_kind_names_an_unknown_role():
    assert {role for roles in KINDS.values() for role in roles} == set(ROLES)


def test_kinds_that_act_as_an_agency_are_kinds():
    assert set(KINDS) >= AGENCY_KINDS


def test_several_roles_carry_the_permissions_of_all():
    assert permissions_of(["customs_officer", "administrator"]) == {"work", "control", "read_all", "administer"}


def test_a_role_that_is_gone_from_the_table_carries_nothing():
    assert permissions_of(["harbour_master"]) == frozenset()


def test_an_administrator_sees_no_case():
    assert ROLES["administrator"].isdisjoint({"read_own", "read_all", "work", "lodge"})


def test_nobody_outside_customs_reads_every_case():
    assert {role for role, permissions in ROLES.items() if "read_all" in permissions} == {
        "customs_officer",
        "customs_supervisor",
    }
