"""Outlet to article: from files to texts as read, each with where and when it was found."""
