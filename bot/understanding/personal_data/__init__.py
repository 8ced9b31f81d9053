"""Recognises personal data of third parties in Dutch messages, so that it can be removed before anything is stored."""

from bot.understanding.personal_data.finder import PersonalDataFinder
from bot.understanding.personal_data.found import Found, Kind
from bot.understanding.personal_data.lists import NameLists, load_name_lists

__all__ = ["Found", "Kind", "NameLists", "PersonalDataFinder", "load_name_lists"]
