"""The elements of an export in the order in which ASYCUDA writes them, for writing them the same way."""

from functools import cache
from typing import Final

import msgspec

from wco_datamodel.asycuda.flavours import Flavour
from wco_datamodel.asycuda.spelling import fold, key_of

LAYOUT: Final = """
Export_release
  Date_of_exit# Time_of_exit# Actual_office_of_exit_code Actual_office_of_exit_name Exit_reference Comments
Assessment_notice
  Item_tax_total#
Global_taxes
  Global_tax_item#
Property
  Sad_flow
  Forms
    Number_of_the_form# Total_number_of_forms#
  Nbers
    Number_of_loading_lists# Total_number_of_items# Total_number_of_packages#
  Place_of_declaration Date_of_declaration# Selected_page#
Identification
  Office_segment
    Customs_clearance_office_code Customs_Clearance_office_name
  Type
    Type_of_declaration Declaration_gen_procedure_code Type_of_transit_document
  Manifest_reference_number
  Registration
    Serial_number Number# Date#
  Assessment
    Serial_number Number# Date#
  receipt
    Serial_number Number# Date#
Traders
  Exporter
    Exporter_code Exporter_name
  Consignee
    Consignee_code Consignee_name
  Financial
    Financial_code Financial_name
Declarant
  Declarant_code Declarant_name Declarant_representative
  Reference
    Number
General_information
  Country
    Country_first_destination Trading_country
    Export
      Export_country_code Export_country_name Export_country_region
    Destination
      Destination_country_code Destination_country_name Destination_country_region
    Country_of_origin_name
  Value_details# CAP Additional_information Comments_free_text
Transport
  Means_of_transport
    Departure_arrival_information
      Identity Nationality
    Border_information
      Identity Nationality Mode
    Inland_mode_of_transport
  Container_flag
  Delivery_terms
    Code Place Situation
  Border_office
    Code Name
  Place_of_loading
    Code Name Country
  Location_of_goods
Financial
  Financial_transaction
    code1 code2
  Bank
    Code Name Branch Reference
  Terms
    Code Description
  Total_invoice# Deffered_payment_reference Mode_of_payment
  Amounts
    Total_manual_taxes# Global_taxes# Totals_taxes#
  Guarantee
    Name Amount# Date#
    Excluded_country
      Code Name
Warehouse
  Identification Delay#
Transit
  Principal
    Code Name Representative
  Signature
    Place Date#
  Destination
    Office Country
  Seals
    Number# Identity
  Result_of_control Time_limit# Officer_name
Valuation
  Calculation_working_mode#
  Weight
    Gross_weight#
  Total_cost# Total_CIF#
  Gs_Invoice
    $
  Gs_external_freight
    $
  Gs_internal_freight
    $
  Gs_insurance
    $
  Gs_other_cost
    $
  Gs_deduction
    $
  Total
    Total_invoice# Total_weight#
Container*
  Item_Number# Container_identity Container_type Empty_full_indicator Gross_weight# Goods_description
  Packages_type Packages_number# Packages_weight#
Item*
  Attached_documents*
    Attached_document_code Attached_document_name Attached_document_reference Attached_document_from_rule#
    Attached_document_date#
  Packages
    Number_of_packages# Marks1_of_packages Marks2_of_packages Kind_of_packages_code Kind_of_packages_name
  IncoTerms
    Code Place
  Tarification
    Tarification_data
    HScode
      Commodity_code Precision_1 Precision_2 Precision_3 Precision_4
    Preference_code Extended_customs_procedure National_customs_procedure Quota_code
    Quota
      QuotaCode
    Supplementary_unit
      Suppplementary_unit_code Suppplementary_unit_name Suppplementary_unit_quantity#
    Item_price# Valuation_method_code Value_item Attached_doc_item A.I._code
  Goods_description
    Country_of_origin_code Country_of_origin_region Description_of_goods Commercial_Description
  Previous_doc
    Summary_declaration Summary_declaration_sl Previous_document_reference Previous_warehouse_code
  Licence_number Amount_deducted_from_licence# Quantity_deducted_from_licence# Free_text_1 Free_text_2
  Taxation
    Item_taxes_amount# Item_taxes_guaranted_amount# Item_taxes_mode_of_payment
    Counter_of_normal_mode_of_payment# Displayed_item_taxes_amount#
    Taxation_line*
      Duty_tax_code Duty_tax_Base# Duty_tax_rate# Duty_tax_amount# Duty_tax_MP Duty_tax_Type_of_calculation
  Valuation_item
    Weight_itm
      Gross_weight_itm# Net_weight_itm#
    Total_cost_itm# Total_CIF_itm# Rate_of_adjustement# Statistical_value# Alpha_coeficient_of_apportionment#
    Item_Invoice
      $
    item_external_freight
      $
    item_internal_freight
      $
    item_insurance
      $
    item_other_cost
      $
    item_deduction
      $
"""
"""Indented by what holds what; ``#`` ends a number or a date (blank as ``<Tag/>``), ``*`` what may be repeated."""

MONEY: Final = "Amount_national_currency# Amount_foreign_currency# Currency_code Currency_name Currency_rate#"


class Element(msgspec.Struct):
    """One element of the layout."""

    tag: str
    number: bool = False
    repeated: bool = False
    children: list["Element"] = []

    def child(self, tag: str) -> "Element":
        """Return the child of a name, appended if there is none."""
        for each in self.children:
            if fold(each.tag) == fold(tag):
                return each
        self.children.append(Element(tag))
        return self.children[-1]


@cache
def layout(flavour: Flavour) -> Element:
    """Read the layout, and append the elements that a flavour's own rows have besides."""
    root = Element("ASYCUDA")
    holders = [root]
    for line in LAYOUT.replace("$", MONEY).strip().splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        for word in line.split():
            element = Element(word.rstrip("#*"), word.endswith("#"), word.endswith("*"))
            holders[depth].children.append(element)
            holders[depth + 1 :] = [element]
    for prefix, rows in (("", flavour.header), ("Item/", flavour.item)):
        for row in rows:
            for path in row.paths:
                _append(root, f"{prefix}{path}")
    return root


def _append(element: Element, path: str) -> None:
    for step in path.split("/"):
        element = element.child(step.partition("[")[0])


def keyed(prefix: str, tag: str) -> str:
    """Return the folded path of an element below a folded prefix."""
    return f"{prefix}{key_of(tag)}"
